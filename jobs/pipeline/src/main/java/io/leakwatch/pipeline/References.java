package io.leakwatch.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration leaves to its surroundings, so that it holds no secrets: {@code ${NAME}} is
 * the environment variable, {@code ${file:/path}} what the file holds, without its last line end. A
 * second dollar before the brace leaves it as it stands, with one.
 */
public final class References {

  private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^{}]*)(}?)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FILE = "file:";

  /** Chains of certificates have a few kilobytes; what is longer is another file. */
  private static final long LONGEST_FILE = 1 << 20;

  private final UnaryOperator<String> environment;
  private final Consumer<String> faults;

  /** What stands in the configuration, by key and by what it stands for. */
  private final Map<String, Map<String, String>> written = new HashMap<>();

  /**
   * @param environment a variable's name to its value; null if it is not set
   * @param faults takes one message for each reference that leads nowhere
   */
  public References(UnaryOperator<String> environment, Consumer<String> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  /** A key's value with all references in it followed; other values than texts as they are. */
  public Object resolved(String key, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> resolved(key, each)).toList();
    }
    return value instanceof String text ? resolved(key, text) : value;
  }

  private String resolved(String key, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(key, found)));
  }

  private String replacement(String key, MatchResult found) {
    if (!found.group(1).isEmpty()) {
      return found.group().substring(1);
    }
    String name = found.group(2);
    Optional<String> value = Optional.empty();
    if (!found.group(3).isEmpty() && name.startsWith(FILE)) {
      value = file(key, name);
    } else if (!found.group(3).isEmpty() && VARIABLE.matcher(name).matches()) {
      value = variable(key, name);
    } else {
      // What stands there may be a part of a password: it is not shown.
      faults.accept(
          key
              + ": holds a '${' that begins neither ${NAME}, an environment variable, nor"
              + " ${file:/path}; write $${ where ${ is meant as it stands");
    }
    value
        .filter(secret -> !secret.isEmpty())
        .ifPresent(
            secret ->
                written
                    .computeIfAbsent(key, any -> new HashMap<>())
                    .put(secret, "${" + name + "}"));
    return value.orElse("");
  }

  private Optional<String> variable(String key, String name) {
    String value = environment.apply(name);
    if (value == null) {
      faults.accept(
          "%s: the environment variable %s is not set; export it where the job is started"
              .formatted(key, name));
    }
    return Optional.ofNullable(value);
  }

  private Optional<String> file(String key, String name) {
    String path = name.substring(FILE.length());
    try {
      return Optional.of(withoutLineEnd(text(Path.of(path))));
    } catch (NoSuchFileException gone) {
      fault(key, path, "there is no such file");
    } catch (CharacterCodingException binary) {
      fault(key, path, "it is not text in UTF-8");
    } catch (InvalidPathException noPath) {
      fault(key, path, "that is no path");
    } catch (IOException unreadable) {
      fault(
          key,
          path,
          Files.isDirectory(Path.of(path))
              ? "it is a folder"
              : Files.isReadable(Path.of(path))
                  ? unreadable.getMessage()
                  : "this user may not read it");
    }
    return Optional.empty();
  }

  private void fault(String key, String path, String why) {
    faults.accept(
        "%s: cannot read the file %s: %s; check the path and who may read it"
            .formatted(key, path, why));
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new IOException("it has more than 1 MB");
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }

  /** Editors and {@code echo} end a file with one. */
  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** A message about a key, with what stands in the configuration instead of what it stands for. */
  public String hidden(String message) {
    String shown = message;
    for (Map.Entry<String, Map<String, String>> key : written.entrySet()) {
      if (message.startsWith(key.getKey() + ": ")) {
        for (Map.Entry<String, String> secret : key.getValue().entrySet()) {
          shown =
              key.getKey()
                  + shown
                      .substring(key.getKey().length())
                      .replace(secret.getKey(), secret.getValue());
        }
      }
    }
    return shown;
  }
}
