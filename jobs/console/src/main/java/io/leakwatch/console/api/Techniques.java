package io.leakwatch.console.api;

import java.util.Map;

/**
 * MITRE ATT&amp;CK techniques by their ids. Names of those that our detectors find, as of version
 * 17 of ATT&amp;CK for Enterprise.
 */
final class Techniques {

  private static final String FORM = "T\\d{4}(\\.\\d{3})?";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("T1020", "Automated Exfiltration"),
          Map.entry("T1029", "Scheduled Transfer"),
          Map.entry("T1078", "Valid Accounts"),
          Map.entry("T1098", "Account Manipulation"),
          Map.entry("T1110.001", "Brute Force: Password Guessing"),
          Map.entry("T1110.003", "Brute Force: Password Spraying"),
          Map.entry("T1110.004", "Brute Force: Credential Stuffing"),
          Map.entry("T1119", "Automated Collection"),
          Map.entry("T1190", "Exploit Public-Facing Application"),
          Map.entry("T1213", "Data from Information Repositories"),
          Map.entry("T1213.005", "Data from Information Repositories: Messaging Applications"),
          Map.entry("T1528", "Steal Application Access Token"),
          Map.entry("T1530", "Data from Cloud Storage"),
          Map.entry("T1539", "Steal Web Session Cookie"),
          Map.entry("T1550.004", "Use Alternate Authentication Material: Web Session Cookie"),
          Map.entry("T1562.010", "Impair Defenses: Downgrade Attack"),
          Map.entry("T1586", "Compromise Accounts"),
          Map.entry("T1589", "Gather Victim Identity Information"),
          Map.entry("T1590.005", "Gather Victim Network Information: IP Addresses"),
          Map.entry("T1621", "Multi-Factor Authentication Request Generation"));

  private Techniques() {}

  /**
   * A technique.
   *
   * @param name its id where the name is not known here
   * @param url where it is described; null for an id that is none
   */
  record Technique(String id, String name, String url) {}

  static Technique of(String id) {
    String url =
        id.matches(FORM)
            ? "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/"
            : null;
    return new Technique(id, NAMES.getOrDefault(id, id), url);
  }
}
