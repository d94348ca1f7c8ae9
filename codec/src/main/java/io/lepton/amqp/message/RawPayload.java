// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

/** What a message in another format than that of the standard consists of. */
record RawPayload(long format, byte[] bytes) {}
