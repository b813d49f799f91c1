package io.leakwatch.pipeline.pseudonyms;

import com.google.common.net.InetAddresses;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keyed pseudonyms for whatever names a person in an activity: accounts, peers, targets, devices,
 * sessions, conversations, stored objects, phone numbers that are searched for, and addresses. What
 * is the same stays the same, and networks hold together. Apps, endpoints, buckets, user agents,
 * operators and places stay as they are.
 *
 * <p>Not for use by several threads at once.
 */
public final class Pseudonyms {

  private static final Pattern PHONE = Pattern.compile("\\+?([0-9]{6,15})");
  private static final int IPV4_BITS = 32;

  /** Below that, all IPv6 addresses that are in use are the same: {@code 2000::/3}. */
  private static final int IPV6_FROM = 3;

  /** Turns {@code 2000::/3} into {@code 4000::/3}, where nobody has an address, and back. */
  private static final int NOBODYS = 0x60;

  private final NameCipher names;
  private final AddressCipher ipv4;
  private final AddressCipher ipv6;
  private final Lately lately = new Lately();

  public Pseudonyms(PseudonymKey key) {
    names = new NameCipher(key);
    ipv4 = new AddressCipher(key.derived("IPv4"));
    ipv6 = new AddressCipher(key.derived("IPv6"));
  }

  /** The activity under pseudonyms. */
  public Activity of(Activity activity) {
    if (activity instanceof Login login) {
      return of(login);
    }
    return activity instanceof ApiCall call ? of(call) : of((DmActivity) activity);
  }

  private Login of(Login login) {
    return new Login(
        login.eventId(),
        login.at(),
        login.action(),
        login.outcome(),
        login.failureReason(),
        name(login.account()),
        address(login.address()),
        login.network(),
        login.userAgent(),
        name(login.device()),
        name(login.session()),
        login.method(),
        login.mfa(),
        login.place());
  }

  private ApiCall of(ApiCall call) {
    return withTarget(
        call, name(call.account()), address(call.address()), name(call.session()), target(call));
  }

  private static ApiCall withTarget(
      ApiCall call, String account, String address, String session, String target) {
    return new ApiCall(
        call.eventId(),
        call.at(),
        call.client(),
        call.clientKind(),
        account,
        address,
        call.network(),
        call.userAgentHash(),
        session,
        call.endpoint(),
        call.legacy(),
        call.rateLimit(),
        call.operation(),
        call.resource(),
        target,
        call.status(),
        call.records(),
        call.dataClasses(),
        call.missingScopes(),
        call.oldestRecordAt());
  }

  private DmActivity of(DmActivity dm) {
    return new DmActivity(
        dm.eventId(),
        dm.at(),
        dm.kind(),
        name(dm.account()),
        name(dm.peer()),
        name(dm.conversation()),
        dm.client(),
        address(dm.address()),
        dm.network(),
        dm.participants(),
        dm.member(),
        dm.knownContact(),
        dm.mutualContacts(),
        dm.encryption(),
        dm.dataClasses(),
        dm.recordAt(),
        dm.callRoute(),
        dm.relayRequested(),
        dm.answered(),
        dm.durationMillis());
  }

  private String target(ApiCall call) {
    String target = call.target();
    if (target == null || target.isEmpty()) {
      return target;
    }
    if (call.resource() == ResourceKind.STORAGE_OBJECT) {
      return object(call);
    }
    Matcher phone = PHONE.matcher(target);
    return call.operation() == Operation.SEARCH && phone.matches()
        ? names.concealPhone(phone.group(1))
        : name(target);
  }

  /** Its bucket stays; however the object is written, the bucket must be found in it again. */
  private String object(ApiCall call) {
    String bucket = call.resourceName();
    if (bucket.equals(call.target())) {
      return bucket;
    }
    String key = name(call.target());
    int slash = bucket.indexOf('/');
    String nested =
        slash < 0
            ? key
            : "wasb://%s@%s.x/%s"
                .formatted(bucket.substring(slash + 1), bucket.substring(0, slash), key);
    return List.of(bucket + "/" + key, "object://" + bucket + "/" + key, nested).stream()
        .map(written -> call.target().startsWith("/") ? "/" + written : written)
        .filter(written -> isIn(bucket, call, written))
        .findFirst()
        .orElse(key);
  }

  private static boolean isIn(String bucket, ApiCall call, String target) {
    return withTarget(call, null, null, null, target).resourceName().equals(bucket);
  }

  /**
   * A name's pseudonym.
   *
   * @param name null and the empty text stay what they are
   */
  String name(String name) {
    if (name == null || name.isEmpty()) {
      return name;
    }
    String known = lately.of(name);
    return known != null ? known : lately.keep(name, names.conceal(name));
  }

  /**
   * An address's pseudonym, which is an address.
   *
   * @param address as activities have it: IPv4, or an IPv6 network; null stays null
   */
  String address(String address) {
    if (address == null) {
      return null;
    }
    String known = lately.of(address);
    return known != null ? known : lately.keep(address, other(address, true));
  }

  private String other(String address, boolean conceals) {
    int slash = address.indexOf('/');
    byte[] bytes =
        InetAddresses.forString(slash < 0 ? address : address.substring(0, slash)).getAddress();
    if (bytes.length * 8 == IPV4_BITS) {
      return text(conceals ? ipv4.conceal(bytes, 0, IPV4_BITS) : ipv4.reveal(bytes, 0, IPV4_BITS));
    }
    int bits = slash < 0 ? 128 : Integer.parseInt(address.substring(slash + 1));
    byte[] other =
        conceals
            ? nobodys(ipv6.conceal(bytes, IPV6_FROM, bits))
            : ipv6.reveal(nobodys(bytes), IPV6_FROM, bits);
    return text(other) + (slash < 0 ? "" : address.substring(slash));
  }

  private static byte[] nobodys(byte[] address) {
    byte[] other = address.clone();
    int first = other[0] & 0xe0;
    if (first == 0x20 || first == 0x40) {
      other[0] ^= (byte) NOBODYS;
    }
    return other;
  }

  private static String text(byte[] address) {
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(address));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 and 16 bytes are addresses", impossible);
    }
  }

  /**
   * The name behind a pseudonym.
   *
   * @return null if it is none that this key has made, or stands for a name of more than 280 bytes
   */
  public String nameBehind(String pseudonym) {
    return names.reveal(pseudonym);
  }

  /**
   * The address behind a pseudonym. Every address is some other one's pseudonym.
   *
   * @return null if it is no address
   */
  public String addressBehind(String pseudonym) {
    try {
      return other(pseudonym, false);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  /** What all pseudonyms of names begin with that this key makes. */
  public String prefix() {
    return names.prefix();
  }

  /** A text with all names that this key hides put in; addresses stay as they are. */
  public String revealed(String text) {
    return NameCipher.PSEUDONYM
        .matcher(text)
        .replaceAll(
            found -> {
              String name = nameBehind(found.group());
              return Matcher.quoteReplacement(name == null ? found.group() : name);
            });
  }
}
