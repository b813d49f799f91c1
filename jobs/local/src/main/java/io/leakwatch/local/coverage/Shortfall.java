package io.leakwatch.local.coverage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.leakwatch.detection.needs.Assessment;
import io.leakwatch.detection.needs.Lack;

/**
 * A detector that does not see all that it could, and the gravest reason why.
 *
 * @param sees {@code half blind} or {@code blind}
 * @param because {@code 0 of 1,204,118 API calls carry a session}
 * @param remedy what to fill or write
 * @param without what stays unseen until then
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Shortfall(
    String detector, String sees, String because, String remedy, String without) {

  static Shortfall of(String detector, Assessment assessment) {
    Lack gravest = assessment.lacks().get(0);
    return new Shortfall(
        detector,
        assessment.sight().words(),
        gravest.words(),
        Remedy.of(gravest),
        gravest.need().without());
  }
}
