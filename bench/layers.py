"""From the collapsed stacks of a process to shares of its processor time by layer. Used by profile."""
import collections
import re

# The innermost frame that one of these describes says whose the time is, unless one of the classes below comes first.
PACKAGES = [("arrow", r"io/lepton/amqp/bench/"), ("engine", r"io/lepton/amqp/engine/"),
            ("codec", r"io/lepton/amqp/(codec|types|protocol|message|collect)/"), ("API", r"io/lepton/amqp/"),
            ("Netty", r"io/netty/"), ("JDK", r"(java|jdk|sun|javax|com/sun)/")]
COLUMNS = ["kernel: copying", "kernel: TCP, system calls", "kernel: waiting, waking", "collector", "compiler", "copying, clearing",
           "clock"] + [name for name, _ in PACKAGES] + ["else"]

COLLECTOR = re.compile(r"G1|GangWorker|ConcurrentGCThread|VM_.*Collect|WeakProcessor")
IN_KERNEL = "_[k]"
KERNEL_COPY = re.compile(r"copy_(to|from)_iter|copy_user|rep_movs|csum_partial_copy")
KERNEL_WAIT = re.compile(r"epoll_wait|futex|schedule|eventfd|wake_up|ep_poll_callback|exit_to_user_mode_loop")
# stubs of the system calls in the C library
CALL = re.compile(r"(__GI_|__libc_)?_*(writev?|readv?|epoll_\w+|sendmsg|recvmsg)$|\w*pthread_(en|dis)able_asynccancel$")
COPY = re.compile(r"\w+_(disjoint|conjoint)_arraycopy|__mem(set|move|cpy)|Copy::|java/util/Arrays\.copyOf")
# seen below whichever frame the compiler left there, so that no package can have it
CLOCK = re.compile(r"\[vdso\]|clock_gettime|os::javaTimeNanos")


def layer(frames):
    """The column of one stack, whose outermost frame comes first."""
    if any("CompileBroker" in f for f in frames):
        return "compiler"
    if frames[-1].endswith(IN_KERNEL):
        return kernel(frames)
    if any(COLLECTOR.match(f) for f in frames):
        return "collector"
    if CALL.match(frames[-1]):
        return "kernel: waiting, waking" if "epoll" in frames[-1] else "kernel: TCP, system calls"
    if COPY.match(frames[-1]):
        return "copying, clearing"
    if CLOCK.match(frames[-1]):
        return "clock"
    for frame in reversed(frames):
        for name, package in PACKAGES:
            if re.match(package, frame):
                return name
    return "else"


def kernel(frames):
    if KERNEL_COPY.search(frames[-1]):
        return "kernel: copying"
    inner = " ".join(f for f in frames if f.endswith(IN_KERNEL))
    return "kernel: waiting, waking" if KERNEL_WAIT.search(inner) else "kernel: TCP, system calls"


class Shares:
    """The samples of one end."""

    def __init__(self, path):
        self.layers, self.leaves, self.total = collections.Counter(), collections.Counter(), 0
        with open(path) as f:
            for line in f:
                stack, count = line.rsplit(" ", 1)
                frames = stack.split(";")
                column = layer(frames)
                self.layers[column] += int(count)
                self.total += int(count)
                if column != "compiler":  # whose time no message takes
                    self.leaves[re.sub(r"_\[[a-z0-9]+\]$", "", frames[-1]).replace("/", ".")] += int(count)

    def row(self):
        """Percent by column; what is below a half is left out."""
        shares = [100 * self.layers[c] / max(1, self.total) for c in COLUMNS]
        return ["%.0f" % s if s >= .5 else "" for s in shares]

    def top(self, most=10):
        """The frames with the most samples of their own, in percent."""
        return ", ".join("`%s` %.0f" % (name.replace("io.lepton.amqp.", ""), 100 * n / self.total)
                         for name, n in self.leaves.most_common(most) if n >= .01 * self.total)
