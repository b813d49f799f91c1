package io.leakwatch.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNameTest {

  /** A bucket and a key go where the letters stand. */
  private static final List<String> FORMS =
      List.of(
          "B/K",
          "/B/K",
          "//B/K",
          "s3://B/K",
          "S3A://B/K",
          "gs://B/K",
          "arn:aws:s3:::B/K",
          "arn:aws-cn:s3:::B/K",
          "arn:aws-us-gov:s3:::B/K",
          "arn:aws:s3express:eu-west-1:123456789012:bucket/B/K",
          "https://s3.amazonaws.com/B/K",
          "https://s3.eu-west-1.amazonaws.com/B/K",
          "https://s3-eu-west-1.amazonaws.com/B/K",
          "https://s3.dualstack.eu-west-1.amazonaws.com/B/K",
          "https://s3-fips.dualstack.us-gov-west-1.amazonaws.com/B/K",
          "https://s3.cn-north-1.amazonaws.com.cn:443/B/K",
          "http://B.s3.amazonaws.com/K",
          "HTTPS://B.S3.EU-WEST-1.AMAZONAWS.COM/K",
          "https://B.s3-eu-west-1.amazonaws.com/K",
          "https://B.s3.dualstack.eu-west-1.amazonaws.com/K",
          "https://B.s3-accelerate.amazonaws.com/K",
          "https://B.s3-website-us-east-1.amazonaws.com/K",
          "https://B.s3-website.eu-central-1.amazonaws.com/K",
          "B.s3.eu-west-1.amazonaws.com/K",
          "s3.eu-west-1.amazonaws.com/B/K",
          "https://s3.nl-ams.scw.example/B/K",
          "https://B.s3.nl-ams.scw.example/K",
          "https://storage.googleapis.com/B/K",
          "https://storage.cloud.google.com/B/K",
          "https://B.storage.googleapis.com/K",
          "https://storage.googleapis.com/storage/v1/b/B/o/K",
          "https://storage.googleapis.com/download/storage/v1/b/B/o/K",
          "https://firebasestorage.googleapis.com/v0/b/B/o/K");

  /** Of Azure the bucket has its account before it. */
  private static final List<String> AZURE =
      List.of(
          "https://acme.blob.core.windows.net/B/K",
          "https://acme-secondary.blob.core.windows.net/B/K",
          "https://acme.blob.core.chinacloudapi.cn/B/K",
          "https://acme.dfs.core.windows.net/B/K",
          "https://acme.z01.blob.storage.azure.net/B/K",
          "acme.blob.core.windows.net/B/K",
          "wasbs://B@acme.blob.core.windows.net/K",
          "abfss://B@acme.dfs.core.windows.net/K");

  private static String named(String form, String bucket, String key) {
    // The names of schemes and hosts hold the letter, too, but never alone.
    String withBucket = form.replaceFirst("\\bB\\b", Matcher.quoteReplacement(bucket));
    return withBucket.substring(0, withBucket.length() - 1) + key;
  }

  @Provide
  Arbitrary<String> buckets() {
    return Arbitraries.of("crm", "my-bucket-1", "logs.example.org", "s3-copies", "a.s3.b", "www");
  }

  @Provide
  Arbitrary<String> forms() {
    return Arbitraries.of(FORMS);
  }

  @Provide
  Arbitrary<String> azureForms() {
    return Arbitraries.of(AZURE);
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> hostile =
        Arbitraries.of(
            "",
            "2026/users.csv",
            "/x",
            "?versionId=3",
            "a%2Fb%",
            "%",
            "s3://other/key",
            "https://other.s3.amazonaws.com/",
            "a@b:c#d?e=/f",
            "arn:aws:s3:::other/key");
    return Arbitraries.oneOf(hostile, Arbitraries.strings().ofMaxLength(30));
  }

  @Property(tries = 3_000)
  void theBucketIsFoundWhateverTheKey(
      @ForAll("forms") String form, @ForAll("buckets") String bucket, @ForAll("keys") String key) {
    assertThat(ObjectName.bucketOf(named(form, bucket, key))).isEqualTo(bucket);
  }

  @Property
  void ofAzureItIsTheContainerOfItsAccount(
      @ForAll("azureForms") String form, @ForAll("keys") String key) {
    assertThat(ObjectName.bucketOf(named(form, "backups", key))).isEqualTo("acme/backups");
  }

  @Property(tries = 3_000)
  void noNameMakesItThrowOrGivesAnEmptyBucket(
      @ForAll("beginnings") String begin, @ForAll @StringLength(max = 40) String rest) {
    String name = begin + rest;
    String bucket = ObjectName.bucketOf(name);
    assertThat(bucket.isEmpty()).isEqualTo(name.isEmpty());
    assertThat(bucket.length()).isLessThanOrEqualTo(name.length());
  }

  @Provide
  Arbitrary<String> beginnings() {
    return Arbitraries.of(
        "",
        "/",
        "%2F",
        "s3://",
        "gs://@",
        "arn:",
        "arn:aws:s3:",
        "arn:aws:s3:::",
        "arn:::::",
        "arn:aws:s3:r:1:accesspoint/",
        "https://",
        "https:///",
        "https://@",
        "https://s3.",
        "https://.s3.amazonaws.com",
        "https://.blob.core.windows.net/",
        "wasb://",
        "abfs://@",
        "https://storage.googleapis.com/",
        "https://[::1]",
        "://",
        ":",
        ".",
        "https://a:");
  }

  @ParameterizedTest
  @CsvSource({
    "avatars, avatars",
    "u4711, u4711",
    "file.txt, file.txt",
    "/, /",
    "urn:example:thing, urn:example:thing",
    "a:b/c, a:b",
    "100%/x, 100%",
    "bucket%2Fkey, bucket",
    "%2Fbucket%2Fkey, bucket",
    "my%20bucket/key, my bucket",
    "s3%3A%2F%2Fbucket%2Fkey%, bucket",
    "s3%3a%2f%2fbucket/100%, bucket",
    "gs%3A%2F%2Fb%C3%BCro/x, büro",
    "/bucket?list-type=2, bucket",
    "s3://bucket, bucket",
    "s3://bucket?versions, bucket",
    "https://bucket.s3.amazonaws.com, bucket",
    "https://my%2Dbucket.s3.amazonaws.com/k, my-bucket",
    "https://storage.googleapis.com/bucket%2Fkey, bucket",
    "https://s3.amazonaws.com/, https://s3.amazonaws.com/",
    "https://acme.z6.web.core.windows.net/index.html, acme/$web",
    "https://acme.blob.core.windows.net, acme",
    "https://files.example.org:8443/a/b.csv?token=1, files.example.org",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint/reports/object/a/b, accesspoint/reports",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/t, arn:aws:dynamodb:eu-west-1:123456789012:table"
  })
  void others(String name, String bucket) {
    assertThat(ObjectName.bucketOf(name)).isEqualTo(bucket);
  }
}
