// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/** Logs in to Kerberos without asking anybody, by the JDK's login module. Reads files and may talk to the network. */
final class KerberosLogin {

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
    private static final String TRUE = "true";

    private KerberosLogin() {}

    /** The subject of a client. */
    static Subject client(KerberosSettings settings) throws LoginException {
        Map<String, String> options = new HashMap<>();
        if (settings.keytab() == null) {
            options.put("useTicketCache", TRUE);
            put(options, "ticketCache", settings.ticketCache());
        } else {
            options.put("useKeyTab", TRUE);
            put(options, "keyTab", settings.keytab());
        }
        return login(settings, options);
    }

    /** The subject of a listener, which needs its keys and no tickets. */
    static Subject listener(KerberosSettings settings) throws LoginException {
        Map<String, String> options = new HashMap<>();
        options.put("useKeyTab", TRUE);
        options.put("storeKey", TRUE);
        options.put("isInitiator", "false");
        put(options, "keyTab", settings.keytab());
        return login(settings, options);
    }

    private static Subject login(KerberosSettings settings, Map<String, String> options) throws LoginException {
        if (settings.subject() != null) {
            return settings.subject();
        }
        options.put("doNotPrompt", TRUE);
        put(options, "principal", settings.principal());
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
                };
            }
        };
        LoginContext login = new LoginContext("lepton", new Subject(), null, configuration);
        login.login();
        return login.getSubject();
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /** The login module takes a file that is not there for an empty one, and fails later for reasons that don't name it. */
    private static void put(Map<String, String> options, String name, @Nullable Path file) throws LoginException {
        if (file == null) {
            return;
        }
        if (!Files.isReadable(file)) {
            throw new LoginException(file + " cannot be read");
        }
        options.put(name, file.toString());
    }

    /** Does something as this subject, and throws what it throws. */
    static <T extends @Nullable Object> T as(Subject subject, PrivilegedExceptionAction<T> action) throws Exception {
        try {
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }

    /** What went wrong, in Kerberos's words, which hold no secret. */
    static String reason(Throwable failure) {
        Throwable telling = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            telling = cause instanceof GSSException ? cause : telling;
        }
        String message = telling.getMessage();
        return Printable.of(message == null ? telling.getClass().getSimpleName() : message);
    }
}
