package io.leakwatch.benchmarks.statesize;

import java.util.List;

/**
 * The straight line through points that leaves the smallest squared distances: y = base + slope x.
 *
 * @param base y at 0
 * @param slope growth of y for each x
 * @param worst greatest distance of a point from the line, as a share of the point's y
 */
record LinearFit(double base, double slope, double worst) {

  /** A point to be met. */
  record Point(double x, double y) {}

  /**
   * Ordinary least squares.
   *
   * @throws IllegalArgumentException for fewer than two different x
   */
  static LinearFit through(List<Point> points) {
    double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
    double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
    double spread = points.stream().mapToDouble(p -> square(p.x() - meanX)).sum();
    if (spread == 0) {
      throw new IllegalArgumentException("a line needs two different counts; give --count 1,2");
    }
    double together = points.stream().mapToDouble(p -> (p.x() - meanX) * (p.y() - meanY)).sum();
    double slope = together / spread;
    double base = meanY - slope * meanX;
    double worst =
        points.stream()
            .mapToDouble(p -> Math.abs(p.y() - base - slope * p.x()) / Math.abs(p.y()))
            .max()
            .orElse(0);
    return new LinearFit(base, slope, worst);
  }

  private static double square(double x) {
    return x * x;
  }
}
