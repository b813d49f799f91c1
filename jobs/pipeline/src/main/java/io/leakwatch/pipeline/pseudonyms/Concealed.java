package io.leakwatch.pipeline.pseudonyms;

import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.schemas.DeadLetter;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Dead letters without what may name a person: key, value, and what the detail quotes. Topic,
 * partition and offset say which record it was; who may read that topic can look at it there.
 */
public final class Concealed implements MapFunction<DeadLetter, DeadLetter> {

  /** Texts in events are quoted in details, and numbers are not. */
  private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

  @Override
  public DeadLetter map(DeadLetter letter) {
    return DeadLetter.newBuilder(letter)
        .setKey(null)
        .setValue(null)
        .setDetail(detail(letter) + " (pseudonymize: key and value are left out)")
        .build();
  }

  private static String detail(DeadLetter letter) {
    if (letter.getReason().equals(DeadLetterReason.UNDECODABLE.word())) {
      return "the record cannot be read as an event"; // a parser's words quote what it stumbles at
    }
    return QUOTED.matcher(letter.getDetail()).replaceAll("something else");
  }
}
