package io.leakwatch.traffic.world;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cities of the simulated world, those of one country side by side. */
public final class Cities {

  public static final List<City> ALL =
      List.of(
          new City("New York", "US", 40.71, -74.01, -5, 9),
          new City("Los Angeles", "US", 34.05, -118.24, -8, 7),
          new City("Chicago", "US", 41.88, -87.63, -6, 5),
          new City("Houston", "US", 29.76, -95.37, -6, 4),
          new City("Atlanta", "US", 33.75, -84.39, -5, 3),
          new City("Denver", "US", 39.74, -104.99, -7, 2),
          new City("Seattle", "US", 47.61, -122.33, -8, 3),
          new City("Miami", "US", 25.76, -80.19, -5, 3),
          new City("Toronto", "CA", 43.65, -79.38, -5, 3),
          new City("Vancouver", "CA", 49.28, -123.12, -8, 1),
          new City("Montreal", "CA", 45.50, -73.57, -5, 2),
          new City("Mexico City", "MX", 19.43, -99.13, -6, 4),
          new City("Monterrey", "MX", 25.69, -100.32, -6, 1),
          new City("Sao Paulo", "BR", -23.55, -46.63, -3, 5),
          new City("Rio de Janeiro", "BR", -22.91, -43.17, -3, 3),
          new City("Recife", "BR", -8.05, -34.88, -3, 1),
          new City("Buenos Aires", "AR", -34.60, -58.38, -3, 3),
          new City("Cordoba", "AR", -31.42, -64.18, -3, 1),
          new City("Bogota", "CO", 4.71, -74.07, -5, 2),
          new City("Lima", "PE", -12.05, -77.04, -5, 2),
          new City("Santiago", "CL", -33.45, -70.67, -3, 2),
          new City("London", "GB", 51.51, -0.13, 0, 6),
          new City("Manchester", "GB", 53.48, -2.24, 0, 2),
          new City("Glasgow", "GB", 55.86, -4.25, 0, 1),
          new City("Dublin", "IE", 53.35, -6.26, 0, 1),
          new City("Paris", "FR", 48.86, 2.35, 1, 4),
          new City("Marseille", "FR", 43.30, 5.37, 1, 1),
          new City("Madrid", "ES", 40.42, -3.70, 1, 3),
          new City("Barcelona", "ES", 41.39, 2.17, 1, 2),
          new City("Lisbon", "PT", 38.72, -9.14, 0, 1),
          new City("Berlin", "DE", 52.52, 13.41, 1, 3),
          new City("Munich", "DE", 48.14, 11.58, 1, 2),
          new City("Hamburg", "DE", 53.55, 9.99, 1, 2),
          new City("Amsterdam", "NL", 52.37, 4.90, 1, 2),
          new City("Brussels", "BE", 50.85, 4.35, 1, 1),
          new City("Zurich", "CH", 47.38, 8.54, 1, 1),
          new City("Vienna", "AT", 48.21, 16.37, 1, 1),
          new City("Rome", "IT", 41.90, 12.50, 1, 2),
          new City("Milan", "IT", 45.46, 9.19, 1, 2),
          new City("Stockholm", "SE", 59.33, 18.07, 1, 1),
          new City("Oslo", "NO", 59.91, 10.75, 1, 1),
          new City("Helsinki", "FI", 60.17, 24.94, 2, 1),
          new City("Warsaw", "PL", 52.23, 21.01, 1, 2),
          new City("Bucharest", "RO", 44.43, 26.10, 2, 1),
          new City("Athens", "GR", 37.98, 23.73, 2, 1),
          new City("Istanbul", "TR", 41.01, 28.98, 3, 4),
          new City("Cairo", "EG", 30.04, 31.24, 2, 3),
          new City("Lagos", "NG", 6.52, 3.38, 1, 3),
          new City("Nairobi", "KE", -1.29, 36.82, 3, 2),
          new City("Johannesburg", "ZA", -26.20, 28.05, 2, 2),
          new City("Cape Town", "ZA", -33.92, 18.42, 2, 1),
          new City("Dubai", "AE", 25.20, 55.27, 4, 1),
          new City("Mumbai", "IN", 19.08, 72.88, 5.5, 5),
          new City("Delhi", "IN", 28.61, 77.21, 5.5, 5),
          new City("Bengaluru", "IN", 12.97, 77.59, 5.5, 4),
          new City("Singapore", "SG", 1.35, 103.82, 8, 2),
          new City("Jakarta", "ID", -6.21, 106.85, 7, 4),
          new City("Manila", "PH", 14.60, 120.98, 8, 3),
          new City("Tokyo", "JP", 35.68, 139.69, 9, 6),
          new City("Osaka", "JP", 34.69, 135.50, 9, 2),
          new City("Seoul", "KR", 37.57, 126.98, 9, 3),
          new City("Sydney", "AU", -33.87, 151.21, 11, 2),
          new City("Melbourne", "AU", -37.81, 144.96, 11, 2));

  /** Countries in order of their first city. */
  static final List<String> COUNTRIES =
      ALL.stream().map(City::country).distinct().collect(Collectors.toUnmodifiableList());

  private static final int[] DRAW =
      IntStream.range(0, ALL.size())
          .flatMap(city -> IntStream.generate(() -> city).limit(ALL.get(city).weight()))
          .toArray();

  private Cities() {}

  /** A city's index, large cities more often. */
  public static int draw(Dice dice) {
    return DRAW[dice.below(DRAW.length)];
  }

  /** Indices of a country's cities; at least one. */
  static int[] of(String country) {
    return IntStream.range(0, ALL.size())
        .filter(city -> ALL.get(city).country().equals(country))
        .toArray();
  }

  /** Indices of the cities whose distance in kilometres lies in the range; may be empty. */
  public static int[] around(int city, double atLeastKm, double atMostKm) {
    City centre = ALL.get(city);
    return IntStream.range(0, ALL.size())
        .filter(
            other -> {
              double km = centre.kmTo(ALL.get(other));
              return km >= atLeastKm && km <= atMostKm;
            })
        .toArray();
  }
}
