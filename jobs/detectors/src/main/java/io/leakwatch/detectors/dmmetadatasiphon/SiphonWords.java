package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** What an analyst reads about a siphon. */
final class SiphonWords {

  private SiphonWords() {}

  /** On whose behalf, and what was read, to be put at the end of a sentence. */
  static String note(Entity reader, ReadConversations state, long at) {
    return behalf(reader, state, at) + ": " + what(state);
  }

  private static String behalf(Entity reader, ReadConversations state, long at) {
    Tally accounts = state.behalfInAll;
    List<String> names = state.prelude.behalf(at);
    if (reader.type() != SubjectType.CLIENT || accounts.count() == 0) {
      return "";
    }
    return accounts.count() == 1 && names.size() == 1
        ? " on behalf of account " + names.get(0)
        : " on behalf of " + accounts.inWords("account");
  }

  private static String what(ReadConversations state) {
    List<String> exposed = new ArrayList<>();
    add(exposed, "the location", state, ReadConversations.LOCATION);
    add(exposed, "IP addresses", state, ReadConversations.IP_ADDRESS);
    return exposed.isEmpty()
        ? "who wrote when, but no location and no IP address"
        : Figures.joined(exposed);
  }

  private static void add(List<String> exposed, String what, ReadConversations state, int mark) {
    long count = state.markedInAll(mark);
    if (count > 0) {
      exposed.add(
          "%s in %s%d of them".formatted(what, state.inAll.isExact() ? "" : "about ", count));
    }
  }

  /** The totals. */
  static List<Condition> inAll(Entity reader, ReadConversations state) {
    List<Condition> totals = new ArrayList<>();
    totals.add(Condition.figure("conversations read in all", state.inAll.count(), "conversations"));
    totals.add(
        Condition.figure(
            "of those with a location in all",
            state.markedInAll(ReadConversations.LOCATION),
            "conversations"));
    totals.add(
        Condition.figure(
            "of those with IP addresses in all",
            state.markedInAll(ReadConversations.IP_ADDRESS),
            "conversations"));
    if (reader.type() == SubjectType.CLIENT) {
      totals.add(
          Condition.figure(
              "accounts that it read for in all", state.behalfInAll.count(), "accounts"));
    }
    return totals;
  }

  /**
   * The finding.
   *
   * @param whereabouts whether it is about where people are
   */
  static Finding finding(Match match, Severity severity, boolean whereabouts) {
    Signal signal = match.last();
    Extent inAll = match.extent();
    boolean byApp = match.subject().type() == SubjectType.CLIENT;
    return Finding.of(
        match,
        severity,
        signal.confidence(),
        "%s siphons %s of conversations"
            .formatted(
                Named.beginning(match.subject()), whereabouts ? "the whereabouts" : "the metadata"),
        "In %s, %s%s read the metadata of %s%s%s."
            .formatted(
                inAll.timeInWords(),
                Named.withKind(match.subject()),
                inAll.whenceAside(),
                Figures.counted(inAll.others().count(), "conversation", inAll.exact()),
                byApp ? " through the API" : " of which it is not known to be a member",
                signal.note()),
        steps(match.subject()));
  }

  private static List<String> steps(Entity reader) {
    return List.of(
        reader.type() == SubjectType.CLIENT
            ? "Suspend the client %s and revoke its tokens.".formatted(reader.id())
            : "End all sessions and tokens of %s. If it is staff, call the manager first."
                .formatted(reader.id()),
        "Find out what let it read other people's conversations: a role, a missing check, or an"
            + " endpoint that lets a caller count up through ids.",
        "List the conversations read since the first event. If location or addresses were read,"
            + " people may have to be informed, and some protected.");
  }
}
