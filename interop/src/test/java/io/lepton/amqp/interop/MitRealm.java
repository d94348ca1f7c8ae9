// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Kerberos realm by MIT's programs, as Debian packages them, with all their files in a folder. It becomes the JVM's realm
 * too, so it has to be started before any Kerberos class is loaded.
 */
final class MitRealm implements AutoCloseable {
    private static final String PASSWORD = "s3cret";
    private static final String ADMIN = "/usr/sbin/";
    private static final long SECONDS = 60;

    private final Path folder;
    private final Path configuration;
    private final Keytabs keytabs;

    private MitRealm(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytabs = new Keytabs(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        configuration = Files.writeString(folder.resolve("krb5.conf"), Keytabs.configuration(port));
        Files.writeString(
                folder.resolve("kdc.conf"), """
                [kdcdefaults]
                  kdc_listen = 127.0.0.1:%d
                  kdc_tcp_listen = 127.0.0.1:%d
                [realms]
                  %s = {
                    database_name = %s/principal
                    key_stash_file = %s/stash
                    acl_file = %s/acl
                  }
                [logging]
                  kdc = FILE:%s/kdc.log
                """.formatted(port, port, Keytabs.REALM, folder, folder, folder, folder));
        run("", ADMIN + "kdb5_util", "create", "-s", "-P", "master", "-r", Keytabs.REALM);
        administer("addprinc -pw " + PASSWORD + " " + Keytabs.USER);
        administer("addprinc -randkey " + Keytabs.AMQP_SERVICE);
        administer("ktadd -k " + keytabs.of(Keytabs.AMQP_SERVICE) + " " + Keytabs.AMQP_SERVICE);
        // It returns when it listens.
        run("", ADMIN + "krb5kdc", "-P", pidFile().toString());
        System.setProperty("java.security.krb5.conf", configuration.toString());
    }

    static MitRealm start(Path folder) throws IOException, InterruptedException {
        return new MitRealm(folder);
    }

    private void administer(String command) throws IOException, InterruptedException {
        run("", ADMIN + "kadmin.local", "-r", Keytabs.REALM, "-q", command);
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }

    Keytabs keytabs() {
        return keytabs;
    }

    /** {@code kinit USER@REALM}. */
    void kinit() throws IOException, InterruptedException {
        run(PASSWORD + "\n", "kinit", Keytabs.USER);
    }

    /** What this realm's programs, and a JVM that is to use its tickets, find in their environment. */
    Map<String, String> environment() {
        return Map.of(
                "KRB5_CONFIG", configuration.toString(),
                "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString(),
                "KRB5CCNAME", "FILE:" + folder.resolve("tickets"));
    }

    /** Runs the main method of a class in a JVM that knows the realm and its tickets; gives what it printed. */
    String java(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.krb5.conf=" + configuration,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return run("", command.toArray(String[]::new));
    }

    private String run(String input, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Path output = folder.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        String said = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile()).trim());
        ProcessHandle.of(pid).ifPresent(kdc -> {
            kdc.destroy();
            kdc.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        });
    }
}
