"""A peer without a broker: takes messages at any address and hands each to a receiver of the same address.

Listens on a free port of the loopback interface, prints "listening PORT", and goes on until it is killed.
"""
import collections
import os
import socket

from proton.handlers import MessagingHandler
from proton.reactor import Container


class Peer(MessagingHandler):
    def __init__(self):
        super().__init__()
        self.waiting = collections.defaultdict(collections.deque)
        self.takers = collections.defaultdict(list)

    def on_start(self, event):
        acceptor = event.container.listen("127.0.0.1:0")
        with socket.socket(fileno=os.dup(acceptor._selectable.fileno())) as copy:
            print("listening %d" % copy.getsockname()[1], flush=True)

    def on_link_opening(self, event):
        event.link.source.copy(event.link.remote_source)
        event.link.target.copy(event.link.remote_target)
        if event.link.is_sender:
            self.takers[event.link.source.address].append(event.link)

    def on_link_closing(self, event):
        self.forget(event.link)

    def on_disconnected(self, event):
        for takers in self.takers.values():
            takers[:] = [link for link in takers if link.connection != event.connection]

    def forget(self, link):
        for takers in self.takers.values():
            if link in takers:
                takers.remove(link)

    def on_message(self, event):
        address = event.receiver.target.address
        self.waiting[address].append(event.message)
        self.hand_out(address)

    def on_sendable(self, event):
        self.hand_out(event.sender.source.address)

    def hand_out(self, address):
        waiting = self.waiting[address]
        for taker in self.takers[address]:
            while waiting and taker.credit > 0:
                taker.send(waiting.popleft())


Container(Peer()).run()
