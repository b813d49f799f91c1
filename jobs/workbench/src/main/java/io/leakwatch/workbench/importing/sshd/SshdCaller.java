package io.leakwatch.workbench.importing.sshd;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who tried to log in, and from where.
 *
 * @param source address or name of a host; {@link SshdMessage#UNSURE} where a caller wrote another
 *     one into the message
 */
record SshdCaller(String name, String source, int port) {

  /**
   * Divides a name from the source behind it, wherever what follows is what the server would say.
   * If there are several such places, the caller has written all but one of them.
   *
   * @param source a pattern whose groups are source and port
   * @param behind what may follow the source, up to the end
   * @param exists the name is that of a user, who has not chosen it to deceive; so the first counts
   * @return empty where there is no such place
   */
  static Optional<SshdCaller> divided(String text, Pattern source, Pattern behind, boolean exists) {
    SshdCaller found = null;
    Matcher place = source.matcher(text);
    for (int from = 0; place.find(from); from = place.start() + 1) {
      if (behind.matcher(text).region(place.end(), text.length()).matches()) {
        if (found != null && !found.source().equals(place.group(1))) {
          return Optional.of(new SshdCaller(found.name(), SshdMessage.UNSURE, 0));
        }
        found =
            new SshdCaller(
                text.substring(0, place.start()), place.group(1), Integer.parseInt(place.group(2)));
        if (exists) {
          break;
        }
      }
    }
    return Optional.ofNullable(found);
  }
}
