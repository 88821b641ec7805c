package io.afterclick.intake;

import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.file.SeekableInput;

/** Opens files of some file system. */
public interface FileOpener {

    /** Opens a file for reading from a byte on. */
    InputStream open(String path, long offset) throws IOException;

    /** Opens a file for reading here and there. */
    SeekableInput openSeekable(String path) throws IOException;
}
