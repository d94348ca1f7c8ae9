// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that concerns the container as a whole. */
public interface ContainerEvent extends Event {}
