package io.afterclick.job.source;

import io.afterclick.event.EventKind;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/** Finds the files of one source, in the order in which they are read. */
public sealed interface FileListing extends Serializable {

    List<InputFile> list();

    /** Files that are known from the start. */
    record Fixed(List<InputFile> files) implements FileListing {
        public Fixed {
            files = List.copyOf(files);
        }

        @Override
        public List<InputFile> list() {
            return files;
        }
    }

    /** Whatever an event folder holds when it is looked at. */
    record Folder(String folder, EventKind kind) implements FileListing {
        @Override
        public List<InputFile> list() {
            return InputSpec.eventFiles(Path.of(folder), kind);
        }
    }
}
