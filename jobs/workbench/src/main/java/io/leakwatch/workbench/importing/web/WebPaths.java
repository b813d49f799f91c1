package io.leakwatch.workbench.importing.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the paths of a web server mean: whose data a request reads, and which requests are attempts
 * to log in. A small YAML file says so; {@code paths.yaml} beside this class is the default, and
 * explains the form.
 */
public final class WebPaths {

  private static final String DEFAULTS = "paths.yaml";

  private static final int LONGEST_REASON = 300;

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** The file as it is written; what it leaves out is null. */
  private record Written(
      List<String> profiles,
      List<String> followers,
      List<String> contacts,
      List<String> nobody,
      List<WrittenLogin> logins) {}

  private record WrittenLogin(
      List<String> paths,
      List<String> methods,
      Set<Integer> failed,
      Set<Integer> succeeded,
      Set<Integer> undecided,
      @JsonProperty("unless") List<String> unless) {}

  private record Person(PathTemplate template, ResourceKind resource) {}

  private record Form(
      List<PathTemplate> paths,
      Set<String> methods,
      Set<Integer> failed,
      Set<Integer> succeeded,
      Set<Integer> undecided,
      Set<String> unless) {}

  /**
   * What a request read.
   *
   * @param person whose data
   * @param endpoint the path with a placeholder instead of the person
   */
  public record Read(ResourceKind resource, String person, String endpoint) {}

  private final List<Person> people = new ArrayList<>();
  private final Set<String> nobody;
  private final List<Form> forms;

  private WebPaths(Written written) {
    people(written.profiles(), ResourceKind.PROFILE);
    people(written.followers(), ResourceKind.FOLLOWERS);
    people(written.contacts(), ResourceKind.CONTACTS);
    this.nobody = lower(written.nobody());
    this.forms = orNone(written.logins()).stream().map(WebPaths::form).toList();
  }

  /** Those that most platforms have. */
  public static WebPaths defaults() {
    try (InputStream in = WebPaths.class.getResourceAsStream(DEFAULTS)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8), DEFAULTS);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /**
   * Those that a file lists.
   *
   * @throws CommandFault when it cannot be read, or says nothing that is understood
   */
  public static WebPaths read(Path file) {
    try {
      return of(Files.readString(file), file.toString());
    } catch (IOException fault) {
      throw new CommandFault("cannot read " + file + ": " + Reason.of(fault), fault);
    }
  }

  private static WebPaths of(String text, String file) {
    try {
      Written written = YAML.readValue(text, Written.class);
      if (written == null) {
        throw new CommandFault(
            file + " is empty; it may hold profiles, followers, contacts, logins");
      }
      return new WebPaths(written);
    } catch (JsonProcessingException fault) {
      String why = fault.getOriginalMessage().replaceAll("\\s+", " ").strip();
      throw new CommandFault(
          file
              + " is no list of paths: "
              + why.substring(0, Math.min(why.length(), LONGEST_REASON)),
          fault);
    } catch (IllegalArgumentException fault) {
      throw new CommandFault(file + ": " + Reason.of(fault), fault);
    }
  }

  private void people(List<String> templates, ResourceKind resource) {
    for (String text : orNone(templates)) {
      PathTemplate template = PathTemplate.of(text);
      if (!template.namesPerson()) {
        throw new IllegalArgumentException(text + " names no {person}");
      }
      people.add(new Person(template, resource));
    }
  }

  private static Form form(WrittenLogin written) {
    if (orNone(written.paths()).isEmpty()) {
      throw new IllegalArgumentException("an entry of logins has no paths");
    }
    Set<String> methods = new TreeSet<>(orNone(written.methods()));
    return new Form(
        written.paths().stream().map(PathTemplate::of).toList(),
        methods.isEmpty() ? Set.of("POST") : methods,
        statuses(written.failed()),
        statuses(written.succeeded()),
        statuses(written.undecided()),
        lower(written.unless()));
  }

  private static Set<Integer> statuses(Set<Integer> statuses) {
    return statuses == null ? Set.of() : statuses;
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Set<String> lower(List<String> words) {
    Set<String> lower = new TreeSet<>();
    orNone(words).forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** Whose data a GET or HEAD of this path asks for; empty where nobody's. */
  public Optional<Read> read(List<String> parts, String query) {
    for (Person person : people) {
      PathTemplate.Fit fit = person.template().fit(parts, query);
      if (fit != null && !nobody.contains(fit.person().toLowerCase(Locale.ROOT))) {
        return Optional.of(new Read(person.resource(), fit.person(), fit.endpoint()));
      }
    }
    return Optional.empty();
  }

  /**
   * How an attempt to log in ended; empty where the request is none.
   *
   * @return UNKNOWN where the status does not show it
   */
  public Optional<LoginOutcome> login(String method, List<String> parts, String query, int status) {
    for (Form form : forms) {
      if (form.methods().contains(method)
          && form.paths().stream().anyMatch(path -> path.fit(parts, "") != null)) {
        return hasOneOf(form.unless(), query) ? Optional.empty() : outcome(form, status);
      }
    }
    return Optional.empty();
  }

  private static Optional<LoginOutcome> outcome(Form form, int status) {
    if (form.failed().contains(status)) {
      return Optional.of(LoginOutcome.FAILURE);
    }
    if (form.succeeded().contains(status)) {
      return Optional.of(LoginOutcome.SUCCESS);
    }
    return form.undecided().contains(status) ? Optional.of(LoginOutcome.UNKNOWN) : Optional.empty();
  }

  private static boolean hasOneOf(Set<String> parameters, String query) {
    for (String pair : query.split("&", -1)) {
      String name = pair.substring(0, Math.max(0, pair.indexOf('=')));
      if (parameters.contains(PathTemplate.decoded(name).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
