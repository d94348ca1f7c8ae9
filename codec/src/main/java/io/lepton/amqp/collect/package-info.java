// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
/** The map that decoded maps are; not exported: applications see a {@link java.util.Map}. */
@NullMarked
package io.lepton.amqp.collect;

import org.jspecify.annotations.NullMarked;
