// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.spi.LoginModule;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;

/** Lets everybody whom another login module knows do what users may do. Artemis makes it by its name. */
public final class RoleForAll implements LoginModule {
    private Subject subject = new Subject();

    @Override
    public void initialize(Subject who, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        subject = who;
    }

    @Override
    public boolean login() {
        return true;
    }

    @Override
    public boolean commit() {
        return subject.getPrincipals().add(new RolePrincipal("users"));
    }

    @Override
    public boolean abort() {
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }
}
