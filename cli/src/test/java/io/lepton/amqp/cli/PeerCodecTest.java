// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lepton peer codec}, line by line. */
class PeerCodecTest {

    private static String answer(String request) {
        CommandRun run = CommandRun.of(request + "\n", "peer", "codec");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasSize(1);
        return run.out().get(0);
    }

    private static String encoded(String value) {
        return answer("{\"id\":1,\"op\":\"encode\",\"values\":[" + value + "]}");
    }

    private static String hexIn(String answer) {
        String start = "{\"id\":1,\"ok\":true,\"hex\":\"";
        assertThat(answer).startsWith(start);
        return answer.substring(start.length(), answer.length() - 2);
    }

    private static String decoded(String hex) {
        String answer = answer("{\"id\":1,\"op\":\"decode\",\"hex\":\"" + hex + "\"}");
        String start = "{\"id\":1,\"ok\":true,\"values\":[";
        assertThat(answer).startsWith(start).endsWith("]}");
        return answer.substring(start.length(), answer.length() - 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"type":"null","value":null}                                       | 40
            {"type":"boolean","value":true}                                    | 41
            {"type":"ubyte","value":255}                                       | 50ff
            {"type":"ushort","value":258}                                      | 600102
            {"type":"uint","value":4294967295}                                 | 70ffffffff
            {"type":"byte","value":-128}                                       | 5180
            {"type":"short","value":-2}                                        | 61fffe
            {"type":"int","value":-2147483648}                                 | 7180000000
            {"type":"ulong","value":"18446744073709551615"}                    | 80ffffffffffffffff
            {"type":"long","value":"-9223372036854775808"}                     | 818000000000000000
            {"type":"timestamp","value":"-1"}                                  | 83ffffffffffffffff
            {"type":"float","value":"0x3f800000"}                              | 723f800000
            {"type":"float","value":"0x7fa00001"}                              | 727fa00001
            {"type":"double","value":"0x3ff0000000000000"}                     | 823ff0000000000000
            {"type":"decimal32","value":"0x01020304"}                          | 7401020304
            {"type":"decimal64","value":"0x0102030405060708"}                  | 840102030405060708
            {"type":"decimal128","value":"0xf102030405060708090a0b0c0d0e0f10"} | 94f102030405060708090a0b0c0d0e0f10
            {"type":"char","value":128512}                                     | 730001f600
            {"type":"char","value":65}                                         | 7300000041
            {"type":"uuid","value":"00112233-4455-6677-8899-aabbccddeeff"}     | 9800112233445566778899aabbccddeeff
            {"type":"binary","value":"00ff"}                                   | a00200ff
            {"type":"string","value":"\\u00E9"}                                 | a102c3a9
            {"type":"symbol","value":"a:b"}                                    | a303613a62
            {"type":"list","value":[{"type":"int","value":1}]}                 | c003015401
            {"type":"map","value":[[{"type":"uint","value":2},{"type":"null","value":null}],\
            [{"type":"uint","value":1},{"type":"boolean","value":false}]]}     | c1070452024052 0142
            {"type":"array","element":"uint","value":[]}                       | e0020052
            {"type":"array","element":"int","value":[{"type":"int","value":1}]}| e003015401
            {"type":"array","element":"int","descriptor":{"type":"symbol","value":"a"},\
            "value":[{"type":"int","value":1}]}                                | e0070100a301615401
            {"type":"array","element":"null","value":[{"type":"null","value":null}]} | e0020140
            {"type":"described","descriptor":{"type":"ulong","value":"9"},"value":{"type":"int","value":1}} | 0053095401
            """)
    void a_typed_value_is_its_bytes_both_ways(String value, String hex) {
        String bytes = hex.replace(" ", "");
        assertThat(encoded(value)).isEqualTo("{\"id\":1,\"ok\":true,\"hex\":\"" + bytes + "\"}");
        assertThat(decoded(bytes)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"value":7,"type":"ulong"}                                              | 5307
            {"type":"long","value":-1}                                              | 55ff
            {"type":"timestamp","value":1}                                          | 830000000000000001
            {"type":"binary","value":{"fill":{"size":3,"seed":254}}}                | a003feff00
            {"type":"binary","value":"FFab"}                                        | a002ffab
            {"type":"string","value":{"repeat":{"count":2,"text":"ab"}}}            | a10461626162
            {"type":"symbol","value":{"repeat":{"text":"a","count":3}}}             | a303616161
            {"value":[{"value":1,"type":"uint"}],"element":"uint","type":"array"}   | e003015201
            {"value":{"value":1,"type":"uint"},"descriptor":{"value":"d","type":"symbol"},"type":"described"} | 00a301645201
            {"type":"null"}                                                         | 40
            """)
    void other_spellings_are_read_too(String value, String hex) {
        assertThat(encoded(value)).isEqualTo("{\"id\":1,\"ok\":true,\"hex\":\"" + hex + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ubyte\",\"value\":256}",
                "{\"type\":\"ubyte\",\"value\":-1}",
                "{\"type\":\"uint\",\"value\":4294967296}",
                "{\"type\":\"int\",\"value\":99999999999999999999}",
                "{\"type\":\"int\",\"value\":1.0}",
                "{\"type\":\"int\",\"value\":\"1\"}",
                "{\"type\":\"int\"}",
                "{\"type\":\"ulong\",\"value\":\"-1\"}",
                "{\"type\":\"ulong\",\"value\":\"18446744073709551616\"}",
                "{\"type\":\"long\",\"value\":\"9223372036854775808\"}",
                "{\"type\":\"long\",\"value\":\"\"}",
                "{\"type\":\"float\",\"value\":1.5}",
                "{\"type\":\"float\",\"value\":\"0x3f8000\"}",
                "{\"type\":\"double\",\"value\":\"0x3f800000\"}",
                "{\"type\":\"decimal32\",\"value\":\"1.0\"}",
                "{\"type\":\"char\",\"value\":55296}",
                "{\"type\":\"char\",\"value\":1114112}",
                "{\"type\":\"uuid\",\"value\":\"1-1-1-1-1\"}",
                "{\"type\":\"uuid\",\"value\":\"0011223-34455-6677-8899-aabbccddeeff\"}",
                "{\"type\":\"binary\",\"value\":\"0\"}",
                "{\"type\":\"binary\",\"value\":\"0g\"}",
                "{\"type\":\"binary\",\"value\":{\"fill\":{\"seed\":1}}}",
                "{\"type\":\"binary\",\"value\":{\"fill\":{\"size\":-1,\"seed\":1}}}",
                "{\"type\":\"binary\",\"value\":{\"size\":5000,\"sha256\":\"00\"}}",
                "{\"type\":\"string\",\"value\":{\"repeat\":{\"text\":\"abc\",\"count\":2147483639}}}",
                "{\"type\":\"string\",\"value\":\"\\ud800\"}",
                "{\"type\":\"symbol\",\"value\":\"\\u00e9\"}",
                "{\"type\":\"list\",\"value\":{}}",
                "{\"type\":\"map\",\"value\":[[{\"type\":\"null\",\"value\":null}]]}",
                "{\"type\":\"map\",\"value\":[[{\"type\":\"null\"},{\"type\":\"null\"}],[{\"type\":\"null\"},{\"type\":\"null\"}]]}",
                "{\"type\":\"array\",\"value\":[]}",
                "{\"type\":\"array\",\"element\":\"int\",\"value\":[{\"type\":\"uint\",\"value\":1}]}",
                "{\"type\":\"described\",\"value\":{\"type\":\"null\"}}",
                "{\"type\":\"described\",\"descriptor\":{\"type\":\"null\"},\"value\":{\"type\":\"null\"}}",
                "{\"type\":\"int\",\"value\":1,\"descriptor\":{\"type\":\"ulong\",\"value\":1}}",
                "{\"type\":\"int\",\"value\":1,\"element\":\"int\"}",
                "{\"type\":\"int\",\"value\":1,\"comment\":1}",
                "{\"type\":\"integer\",\"value\":1}",
                "{\"value\":1}",
                "{}",
                "5",
                "null"
            })
    void what_is_no_typed_value_is_an_answer_that_says_so(String value) {
        assertThat(encoded(value))
                .startsWith("{\"id\":1,\"ok\":false,\"error\":\"")
                .doesNotEndWith("\"error\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"op\":\"decode\"}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":5}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"5\"}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"\\u0034\\u0030\"}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"3f\"}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"4070\"}",
                "{\"id\":1,\"op\":\"decode-message\",\"hex\":\"\"}",
                "{\"id\":1,\"op\":\"decode-message\",\"hex\":\"005370c0020151\"}",
                "{\"id\":1,\"op\":\"encode\"}",
                "{\"id\":1,\"op\":\"encode-message\",\"message\":[]}",
                "{\"id\":1,\"op\":\"transcode\"}",
                "{\"id\":1}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"40\"",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"40\"} {}",
                "{\"id\":1,\"op\":\"decode\",\"hex\":\"40",
                "{\"id\":1,"
            })
    void a_bad_request_is_an_answer_with_its_id(String request) {
        assertThat(answer(request)).startsWith("{\"id\":1,\"ok\":false,\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "5", "\"a\"", "{", "nonsense", "\u0000", "{\"op\":5}"})
    void what_is_no_request_is_answered_without_id(String line) {
        assertThat(answer(line)).startsWith("{\"id\":null,\"ok\":false,\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-12",
                "123456789012345678901234567890",
                "1.50",
                "1e400",
                "\"\"",
                "\"a b\\u00e9\\\"\"",
                "\"é😀\"",
                "null",
                "true",
                "[1, {\"a\":\"}\"}]",
                "{\"b\":[], \"a\":1.0}"
            })
    void an_id_comes_back_as_it_was_written(String id) {
        CommandRun run = CommandRun.of(
                "{\"id\":" + id + ",\"op\":\"decode\",\"hex\":\"\"}\n{ \"op\":\"decode\",\"hex\":\"x\", \"id\": " + id
                        + " }",
                "peer",
                "codec");

        assertThat(run.out())
                .containsExactly(
                        "{\"id\":" + id + ",\"ok\":true,\"values\":[]}",
                        "{\"id\":" + id + ",\"ok\":false,\"error\":\"hex is hexadecimal digits, two a byte, not 1\"}");
    }

    @Test
    void requests_are_answered_in_order_and_blank_lines_passed_over() {
        CommandRun run = CommandRun.of(
                "\n{\"id\":1,\"op\":\"decode\",\"hex\":\"40\"}\r\n  \nbad\n\n{\"id\":2,\"op\":\"decode\",\"hex\":\"4142\"}",
                "peer",
                "codec");

        assertThat(run.status()).isZero();
        assertThat(run.out()).hasSize(3);
        assertThat(run.out().get(0))
                .isEqualTo("{\"id\":1,\"ok\":true,\"values\":[{\"type\":\"null\",\"value\":null}]}");
        assertThat(run.out().get(1)).startsWith("{\"id\":null,\"ok\":false");
        assertThat(run.out().get(2))
                .isEqualTo("{\"id\":2,\"ok\":true,\"values\":[{\"type\":\"boolean\",\"value\":true},"
                        + "{\"type\":\"boolean\",\"value\":false}]}");
    }

    @Test
    void no_request_is_no_answer() {
        assertThat(CommandRun.of("", "peer", "codec")).isEqualTo(new CommandRun(0, java.util.List.of(), ""));
    }

    @ParameterizedTest
    @CsvSource({"4096,false", "4097,true"})
    void binaries_over_4096_bytes_are_told_by_size_and_digest(int size, boolean digested) {
        String hex = hexIn(
                answer("{\"id\":1,\"op\":\"encode\",\"values\":[{\"type\":\"binary\",\"value\":{\"fill\":{\"size\":"
                        + size + ",\"seed\":0}}}]}"));

        assertThat(decoded(hex))
                .isEqualTo("{\"type\":\"binary\",\"value\":"
                        + (digested
                                ? "{\"size\":4097,\"sha256\":\"" + Digests.ofFill(size, 0) + "\"}}"
                                : "\"" + hex.substring(10) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({"4096,a,4096,false", "4097,a,4097,true", "2048,é,4096,false", "2049,é,4098,true", "1025,😀,4100,true"})
    void texts_over_4096_bytes_of_utf8_are_told_by_size_and_digest(int count, String text, int size, boolean digested) {
        String hex = hexIn(
                answer("{\"id\":1,\"op\":\"encode\",\"values\":[{\"type\":\"string\",\"value\":{\"repeat\":{\"text\":\""
                        + text + "\",\"count\":" + count + "}}}]}"));
        String value = decoded(hex);

        if (digested) {
            assertThat(value)
                    .isEqualTo("{\"type\":\"string\",\"value\":{\"size\":" + size + ",\"sha256\":\""
                            + Digests.of(text.repeat(count)) + "\"}}");
        } else {
            assertThat(value).startsWith("{\"type\":\"string\",\"value\":\"").doesNotContain("sha256");
        }
    }

    @Test
    void a_request_for_more_than_the_memory_there_is_is_refused() {
        assertThat(encoded("{\"type\":\"list\",\"value\":["
                        + "{\"type\":\"binary\",\"value\":{\"fill\":{\"size\":2147483639,\"seed\":1}}}]}"))
                .startsWith("{\"id\":1,\"ok\":false,\"error\":\"");
    }

    @Test
    void an_option_that_does_not_exist_is_wrong_usage() {
        assertThat(CommandRun.of("", "peer", "codec", "--hex").status()).isEqualTo(2);
        assertThat(CommandRun.of("", "peer").status()).isEqualTo(2);
        assertThat(CommandRun.of("", "peer", "dance").status()).isEqualTo(2);
    }
}
