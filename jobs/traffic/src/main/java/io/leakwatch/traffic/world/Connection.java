package io.leakwatch.traffic.world;

import io.leakwatch.schemas.Geo;

/**
 * Where a caller's packets come from.
 *
 * @param ip IPv4 or IPv6 text
 * @param asn number of the network operator
 * @param geo where the address is thought to be; null where no data set knows it
 */
public record Connection(String ip, Integer asn, Geo geo) {}
