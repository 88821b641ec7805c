package io.afterclick.intake;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.file.SeekableInput;

/** Files of this machine. */
public final class LocalFiles implements FileOpener {

    @Override
    public InputStream open(String path, long offset) throws IOException {
        FileInputStream in = new FileInputStream(path);
        try {
            in.getChannel().position(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public SeekableInput openSeekable(String path) throws IOException {
        return new SeekableFileInput(new File(path));
    }
}
