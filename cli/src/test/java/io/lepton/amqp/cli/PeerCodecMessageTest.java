// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as {@code lepton peer codec} reads and writes them. */
class PeerCodecMessageTest {

    private static final String WHOLE = """
            {"header":{"durable":false,"priority":4,"ttl":4294967295,"first-acquirer":true,"delivery-count":0},\
            "delivery-annotations":[[{"type":"symbol","value":"x-opt-d"},{"type":"uint","value":0}]],\
            "message-annotations":[[{"type":"symbol","value":"x-opt-b"},{"type":"null","value":null}],\
            [{"type":"ulong","value":"3"},{"type":"list","value":[]}]],\
            "properties":{"message-id":{"type":"ulong","value":"18446744073709551615"},"user-id":"00ff",\
            "to":"q","subject":"","reply-to":"r","correlation-id":{"type":"uuid","value":"00112233-4455-6677-8899-aabbccddeeff"},\
            "content-type":"text/plain","content-encoding":"gzip","absolute-expiry-time":-1,"creation-time":0,\
            "group-id":"g","group-sequence":4294967295,"reply-to-group-id":"h"},\
            "application-properties":[["b",{"type":"int","value":1}],["a",{"type":"null","value":null}]],\
            "body":{"kind":"value","value":{"type":"binary","value":"01"}},\
            "footer":[[{"type":"symbol","value":"x-opt-crc"},{"type":"uint","value":7}]]}""";

    private static String answer(String request) {
        CommandRun run = CommandRun.of(request, "peer", "codec");
        assertThat(run.status()).isZero();
        return String.join("\n", run.out());
    }

    private static String encoded(String message) {
        return answer("{\"id\":1,\"op\":\"encode-message\",\"message\":" + message + "}");
    }

    private static String throughBytes(String message) {
        String answer = encoded(message);
        String start = "{\"id\":1,\"ok\":true,\"hex\":";
        assertThat(answer).startsWith(start);
        String back = answer("{\"id\":1,\"op\":\"decode-message\",\"hex\":" + answer.substring(start.length()));
        String begin = "{\"id\":1,\"ok\":true,\"message\":";
        assertThat(back).startsWith(begin);
        return back.substring(begin.length(), back.length() - 1);
    }

    @Test
    void every_section_and_field_survives_explicit_defaults_included() {
        assertThat(throughBytes(WHOLE)).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":{\"kind\":\"data\",\"value\":[\"\"]}}",
                "{\"body\":{\"kind\":\"data\",\"value\":[\"01\",\"\",\"02\"]}}",
                "{\"body\":{\"kind\":\"sequence\",\"value\":[[]]}}",
                "{\"body\":{\"kind\":\"sequence\",\"value\":[[{\"type\":\"int\",\"value\":1}],[]]}}",
                "{\"body\":{\"kind\":\"value\",\"value\":{\"type\":\"null\",\"value\":null}}}",
                "{\"body\":{\"kind\":\"value\",\"value\":{\"type\":\"list\",\"value\":[]}}}",
                "{\"body\":{\"kind\":\"value\",\"value\":{\"type\":\"array\",\"element\":\"symbol\",\"value\":[]}}}",
                "{\"header\":{\"durable\":false},\"body\":{\"kind\":\"data\",\"value\":[\"01\"]}}",
                "{\"properties\":{\"message-id\":{\"type\":\"binary\",\"value\":\"\"}},\"body\":{\"kind\":\"data\",\"value\":[\"01\"]}}",
                "{\"properties\":{\"to\":\"q\"}}"
            })
    void what_is_absent_is_left_out_and_what_is_there_stays(String message) {
        assertThat(throughBytes(message)).isEqualTo(message);
    }

    @Test
    void members_may_stand_in_any_order_and_null_is_absent() {
        assertThat(throughBytes("""
                {"body":{"value":[{"fill":{"seed":1,"size":2}}],"kind":"data"},"footer":null,"header":{"ttl":null,"priority":0}}"""))
                .isEqualTo("{\"header\":{\"priority\":0},\"body\":{\"kind\":\"data\",\"value\":[\"0102\"]}}");
    }

    @Test
    void large_data_is_told_by_size_and_digest() {
        assertThat(throughBytes("{\"body\":{\"kind\":\"data\",\"value\":[{\"fill\":{\"size\":100000,\"seed\":9}}]}}"))
                .isEqualTo("{\"body\":{\"kind\":\"data\",\"value\":[{\"size\":100000,\"sha256\":\""
                        + Digests.ofFill(100_000, 9) + "\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"headers\":{}}",
                "{\"header\":[]}",
                "{\"header\":{\"priority\":256}}",
                "{\"header\":{\"ttl\":-1}}",
                "{\"header\":{\"durable\":1}}",
                "{\"header\":{\"colour\":1}}",
                "{\"properties\":{\"message-id\":{\"type\":\"long\",\"value\":\"1\"}}}",
                "{\"properties\":{\"message-id\":{\"type\":\"symbol\",\"value\":\"a\"}}}",
                "{\"properties\":{\"message-id\":\"a\"}}",
                "{\"properties\":{\"content-type\":\"\\u00e9\"}}",
                "{\"properties\":{\"user-id\":\"é\"}}",
                "{\"properties\":{\"group-sequence\":4294967296}}",
                "{\"properties\":{\"colour\":\"red\"}}",
                "{\"message-annotations\":[[{\"type\":\"string\",\"value\":\"a\"},{\"type\":\"null\"}]]}",
                "{\"application-properties\":[[\"a\",{\"type\":\"list\",\"value\":[]}]]}",
                "{\"application-properties\":[[\"a\",{\"type\":\"null\"}],[\"a\",{\"type\":\"null\"}]]}",
                "{\"application-properties\":[[\"a\"]]}",
                "{\"application-properties\":[[\"a\",{\"type\":\"null\"},1]]}",
                "{\"application-properties\":{}}",
                "{\"body\":{\"kind\":\"data\",\"value\":[]}}",
                "{\"body\":{\"kind\":\"data\"}}",
                "{\"body\":{\"kind\":\"text\",\"value\":[]}}",
                "{\"body\":{\"value\":[]}}",
                "{\"body\":[]}",
                "5"
            })
    void what_is_no_message_is_an_answer_that_says_so(String message) {
        assertThat(encoded(message)).startsWith("{\"id\":1,\"ok\":false,\"error\":\"");
    }
}
