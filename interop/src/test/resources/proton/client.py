"""client.py send|receive URL COUNT: a plain client; the path of URL is the address.

send: numbers the messages from 0 and prints "accepted COUNT" when all are. receive: prints each body as JSON.
"""
import json
import sys

from proton import Message
from proton.handlers import MessagingHandler
from proton.reactor import Container


class Client(MessagingHandler):
    def __init__(self, url, count):
        super().__init__()
        self.url = url
        self.count = count
        self.done = 0

    def on_transport_error(self, event):
        sys.exit("transport error: %s" % event.transport.condition)

    def on_link_error(self, event):
        sys.exit("link error: %s" % event.link.remote_condition)

    def one_more(self, event):
        self.done += 1
        if self.done == self.count:
            event.connection.close()
        return self.done == self.count


class Send(Client):
    sent = 0

    def on_start(self, event):
        event.container.create_sender(self.url)

    def on_sendable(self, event):
        while event.sender.credit and self.sent < self.count:
            event.sender.send(Message(id=self.sent, body={"sequence": self.sent}))
            self.sent += 1

    def on_accepted(self, event):
        if self.one_more(event):
            print("accepted %d" % self.done, flush=True)

    def on_rejected(self, event):
        sys.exit("rejected: %s" % event.delivery.remote.condition)


class Receive(Client):
    def on_start(self, event):
        event.container.create_receiver(self.url)

    def on_message(self, event):
        if self.done < self.count:
            print(json.dumps(event.message.body), flush=True)
            self.one_more(event)


roles = {"send": Send, "receive": Receive}
Container(roles[sys.argv[1]](sys.argv[2], int(sys.argv[3]))).run()
