package io.leakwatch.local;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something failed, in words: many exceptions say no more than a path, or nothing. */
public final class Reason {

  private Reason() {}

  /** The reason, to stand behind a colon; the file's name is for whoever knows what it was for. */
  public static String of(Throwable fault) {
    if (fault instanceof FileSystemException file) {
      return ofFile(file);
    }
    if (fault instanceof CharacterCodingException) {
      return "not text in UTF-8";
    }
    if (fault instanceof UncheckedIOException unchecked && hasNoWordsOfItsOwn(unchecked)) {
      return of(unchecked.getCause());
    }
    if (fault.getMessage() != null) {
      return fault.getMessage();
    }
    return fault instanceof EOFException
        ? "it ends too early"
        : "an unexpected fault; run again with --verbose, and report what it prints";
  }

  private static boolean hasNoWordsOfItsOwn(UncheckedIOException fault) {
    return fault.getMessage() == null || fault.getMessage().equals(fault.getCause().toString());
  }

  private static String ofFile(FileSystemException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (fault instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (fault instanceof FileAlreadyExistsException) {
      return "it is there already, and is no folder";
    }
    if (fault instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (fault instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (fault instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    return fault.getReason() == null ? "the file system refuses it" : fault.getReason();
  }

  /** The same with the name of the file, for whoever does not know it. */
  public static String withFile(Throwable fault) {
    if (fault instanceof UncheckedIOException unchecked && hasNoWordsOfItsOwn(unchecked)) {
      return withFile(unchecked.getCause());
    }
    return fault instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + of(fault)
        : of(fault);
  }
}
