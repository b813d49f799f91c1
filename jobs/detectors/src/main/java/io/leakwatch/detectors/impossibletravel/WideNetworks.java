package io.leakwatch.detectors.impossibletravel;

import java.util.List;

/**
 * Operators whose addresses say little about where their users are, by AS number as registered with
 * the regional internet registries. A starting point: platforms add the ones their users meet.
 */
final class WideNetworks {

  static final List<Integer> NUMBERS =
      List.of(
          13335, // Cloudflare: WARP, and egress of private relays
          54113, // Fastly: egress of private relays
          20940, // Akamai: egress of private relays
          36183, // Akamai: egress of private relays
          14593, // SpaceX Starlink
          22351, // Intelsat, in-flight
          9009, // M247: carries many VPN services
          60068, // Datacamp: carries many VPN services
          212238, // Datacamp: carries many VPN services
          62240, // Clouvider: carries many VPN services
          136787, // PacketHub: NordVPN
          147049, // PacketHub: NordVPN
          209103, // Proton VPN
          39351, // 31173 Services: Mullvad
          198093, // Mullvad
          13213 // UK-2: carries many VPN services
          );

  private WideNetworks() {}
}
