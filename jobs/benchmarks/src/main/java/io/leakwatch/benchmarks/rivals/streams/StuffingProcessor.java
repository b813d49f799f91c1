package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Stories;
import java.time.Duration;

/** Credential stuffing, by address: many accounts fail within the hour, few attempts each. */
final class StuffingProcessor extends WindowedMarks<AccountTried> {

  static final Duration WINDOW = Duration.ofHours(1);

  private static final int MIN_ACCOUNTS = 15;
  private static final int FEW_ATTEMPTS = 2;
  private static final int MOST_ACCOUNTS = 1024;

  /** Set in the mark of an account that got in; below it failures are counted. */
  private static final int SUCCEEDED = 1 << 8;

  private static final int MOST_FAILURES = SUCCEEDED - 1;

  private final Stories stories;
  private final Progress progress;

  StuffingProcessor(String storeName, Stories stories, Progress progress) {
    super(storeName, WINDOW, MOST_ACCOUNTS);
    this.stories = stories;
    this.progress = progress;
  }

  @Override
  boolean mark(String address, AccountTried tried, long sinceStart, Marks accounts) {
    int index = accounts.indexOf(tried.account());
    int mark = accounts.mark(index);
    if (!tried.failed()) {
      accounts.mark(index, mark | SUCCEEDED);
      return false;
    }
    accounts.mark(index, (mark & MOST_FAILURES) == MOST_FAILURES ? mark : mark + 1);
    return accounts.size() >= MIN_ACCOUNTS && isSpread(accounts);
  }

  private static boolean isSpread(Marks accounts) {
    int failing = 0;
    int few = 0;
    for (int i = 0; i < accounts.size(); i++) {
      int mark = accounts.mark(i);
      failing += mark < SUCCEEDED ? 1 : 0;
      few += mark <= FEW_ATTEMPTS ? 1 : 0;
    }
    return failing >= MIN_ACCOUNTS && few >= 0.8 * failing && 2 * failing >= accounts.size();
  }

  @Override
  void note(String address, long at) {
    stories.note("credential-stuffing", "ADDRESS", address, at);
  }

  @Override
  void done() {
    progress.done(Progress.WHOLE / 2);
  }
}
