package io.leakwatch.console.handover;

import io.leakwatch.console.config.WebhookRule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves who sent a message and when: HMAC-SHA256 over its key, the time and its body, as the
 * Standard Webhooks specification has it, for which receivers have libraries.
 */
final class Signature {

  private static final String HMAC = "HmacSHA256";

  private final byte[] secret;

  /**
   * @param secret as it is configured; what follows {@code whsec_} is Base64
   */
  Signature(String secret) {
    this.secret =
        secret.startsWith(WebhookRule.ENCODED)
            ? Base64.getDecoder().decode(secret.substring(WebhookRule.ENCODED.length()))
            : secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What stands in {@code webhook-signature}.
   *
   * @param seconds of the epoch, as in {@code webhook-timestamp}
   */
  String of(Message message, long seconds) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      String signed = message.key() + "." + seconds + "." + message.body();
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
