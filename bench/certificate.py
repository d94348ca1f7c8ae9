"""A key and a certificate for 127.0.0.1 that it signs itself. Used by measure and profile."""
import os
import subprocess


def make(out):
    """Makes both in OUT/tls, if need be; answers that folder, which the arrow's --tls takes."""
    folder = os.path.abspath(os.path.join(out, "tls"))
    if not os.path.exists(os.path.join(folder, "cert.pem")):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", os.path.join(folder, "key.pem"),
                        "-out", os.path.join(folder, "cert.pem")], check=True, stderr=subprocess.DEVNULL)
    return folder
