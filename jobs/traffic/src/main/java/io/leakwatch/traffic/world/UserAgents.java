package io.leakwatch.traffic.world;

import java.util.List;

/** User agents as real callers send them. */
public final class UserAgents {

  public static final List<String> PHONES =
      List.of(
          "Chirp/9.41 (iPhone16,1; iOS 18.2)",
          "Chirp/9.40 (iPhone14,5; iOS 17.7)",
          "Chirp/9.41 (iPhone17,3; iOS 18.3)",
          "Chirp/10.12 (Android 15; Pixel 9)",
          "Chirp/10.12 (Android 14; SM-S921B)",
          "Chirp/10.9 (Android 13; SM-A546E)",
          "Chirp/10.11 (Android 14; 2312DRA50G)");

  public static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.2 Safari/605.1.15",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/131.0.0.0 Safari/537.36",
          "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/129.0.0.0 Safari/537.36");

  public static final List<String> SCRIPTS =
      List.of(
          "python-requests/2.32.3",
          "Go-http-client/2.0",
          "okhttp/4.12.0",
          "curl/8.9.1",
          "axios/1.7.7",
          "python-httpx/0.27.2");

  public static final List<String> CRAWLERS =
      List.of(
          "Mozilla/5.0 (compatible; SearchHarbor/2.1; +https://search.example/bot)",
          "Mozilla/5.0 (compatible; ArchiveFinch/1.4; +https://archive.example/about)",
          "Mozilla/5.0 (compatible; PreviewOtter/3.0; +https://preview.example/)");

  private UserAgents() {}

  /** The platform's own client that sends this user agent. */
  static String clientIdOf(String userAgent) {
    if (userAgent.startsWith("Chirp/9")) {
      return "app-ios";
    }
    return userAgent.startsWith("Chirp/") ? "app-android" : "web";
  }
}
