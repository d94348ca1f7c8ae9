// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Symbol;
import java.util.List;

/** One end of a link as the outside sees it: where messages come from or go to (part 3, 3.5). */
public sealed interface Terminus extends CompositeValue permits Source, Target, Coordinator {

    /** Extensions that the terminus has or shall have. */
    List<Symbol> capabilities();
}
