package io.leakwatch.console.feed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that was written, and is waited for until it was read back from Kafka. */
public final class ReadBack {

  /** It takes some hundredths of a second; after this long, people want to know. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Awaited awaited;
  private final String key;
  private final CompletableFuture<Boolean> came;

  private ReadBack(Awaited awaited, String key) {
    this.awaited = awaited;
    this.key = key;
    this.came = awaited.expect(key);
  }

  /** Begins to wait; call it before writing. */
  public static ReadBack of(Awaited awaited, String key) {
    return new ReadBack(awaited, key);
  }

  /**
   * What became of it.
   *
   * @param isDone whether it was read back
   * @param counts whether it counts
   * @param error why it was not read back; null where it was
   */
  public record Result(boolean isDone, boolean counts, String error) {}

  /** Gives up when writing fails. */
  public void watch(CompletableFuture<Void> sent) {
    CompletableFuture<Void> watched =
        sent.whenComplete(
            (nothing, fault) -> {
              if (fault != null) {
                came.completeExceptionally(fault);
              }
            });
    watched.exceptionally(handled -> null);
  }

  /** Waits until then, {@code System.nanoTime()}. */
  public Result await(long deadline) {
    try {
      boolean counts = came.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return new Result(true, counts, null);
    } catch (TimeoutException waited) {
      return new Result(
          false,
          false,
          "written, but not read back within %d s; it may still come: look again soon"
              .formatted(PATIENCE.toSeconds()));
    } catch (ExecutionException fault) {
      return new Result(false, false, fault.getCause().getMessage());
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      return new Result(false, false, "the console is being closed; look again later");
    } finally {
      awaited.forget(key);
    }
  }
}
