package io.leakwatch.workbench.importing.sshd;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.workbench.importing.sshd.SshdMessage.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PAM and its modules report of an attempt to log in, or sshd on their behalf. */
final class PamMessage {

  private static final Pattern PAM_ERROR =
      pattern(
          "(?:error: )?PAM: (Have exhausted maximum number of retries for service|.+?) for "
              + SshdMessage.INVALID
              + "(.*) from (\\S+)(?: via \\S+)?"
              + SshdMessage.END);

  private static final Pattern PAM_FAILURE =
      pattern(
          "(?:pam_(\\w+)\\(sshd?:auth\\): |PAM )?(?:(\\d{1,5}) more )?authentication failures?;"
              + " logname=\\S* uid=\\d+ euid=\\d+ tty=\\S* ruser=\\S* rhost=(\\S*)"
              + "(?: +user=(.*))?\\s*");

  private static final Pattern PAM_SUCCESS =
      pattern("pam_\\w+\\(sshd?:\\w+\\): (?:authentication success|session opened).*");

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.DOTALL);
  }

  private PamMessage() {}

  /** How many attempts more a summary of PAM's adds to the one that was reported; 1 otherwise. */
  static int attempts(String message) {
    Matcher pam = PAM_FAILURE.matcher(message);
    return pam.matches() && pam.group(2) != null ? Integer.parseInt(pam.group(2)) : 1;
  }

  static Optional<SshdMessage> error(String message) {
    Matcher error = PAM_ERROR.matcher(message);
    if (!error.matches()) {
      return Optional.empty();
    }
    String why = error.group(1);
    FailureReason reason = FailureReason.BAD_CREDENTIAL;
    if (error.group(2) != null || why.startsWith("User not known")) {
      reason = FailureReason.UNKNOWN_ACCOUNT;
    } else if (why.contains("expired") || why.contains("exhausted") || why.contains("exceeded")) {
      reason = FailureReason.LOCKED;
    } else if (why.startsWith("Module is unknown") || why.contains("ystem error")) {
      reason = FailureReason.OTHER;
    }
    return Optional.of(
        new SshdMessage(
            Kind.FAILED, "error", error.group(3), error.group(4), 0, LoginMethod.PASSWORD, reason));
  }

  static Optional<SshdMessage> read(String message) {
    if (PAM_SUCCESS.matcher(message).matches()) {
      return Optional.of(SshdMessage.failure(Kind.PAM_AGREED, "pam", null, null, 0, null));
    }
    Matcher failure = PAM_FAILURE.matcher(message);
    if (!failure.matches()) {
      return Optional.empty();
    }
    String module = failure.group(1) == null ? "unix" : failure.group(1);
    return Optional.of(
        new SshdMessage(
            Kind.PAM,
            "pam_" + module,
            failure.group(4),
            failure.group(3).isEmpty() ? null : failure.group(3),
            0,
            LoginMethod.PASSWORD,
            failure.group(4) == null
                ? FailureReason.UNKNOWN_ACCOUNT
                : FailureReason.BAD_CREDENTIAL));
  }
}
