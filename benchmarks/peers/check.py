#!/usr/bin/env python3
"""Checks of the responder and the flooder against the promises of README.md; `make check` runs them."""
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import time
import unittest

BUILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "build")
RESPONDER, FLOODER, LOCAL, GLIBC = (
    os.path.join(BUILD, name) for name in ("responder", "flooder", "local_glibc", "throughput_glibc"))
A, NS, PTR, TXT, AAAA = 1, 2, 12, 16, 28


def wire_name(name):
    return b"".join(bytes([len(part)]) + part.encode() for part in name.split(".") if part) + b"\0"


def opt(version=0, flags=0, data=b""):
    return b"\0" + struct.pack(">HHBBHH", 41, 4096, 0, version, flags, len(data)) + data


def query(name, kind=A, number=0x1234, flags=0x0100, extra=b"", extras=0, klass=1):
    header = struct.pack(">6H", number, flags, 1, 0, 0, extras)
    return header + wire_name(name) + struct.pack(">HH", kind, klass) + extra


class Server:
    def __init__(self, *options):
        self.process = subprocess.Popen([RESPONDER, *options], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        assert line.startswith("listening 127.0.0.1:"), line
        self.port = int(line.rsplit(":", 1)[1])
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self.socket.connect(("127.0.0.1", self.port))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.process.stderr.close()
        self.socket.close()

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(5)
        return self.process.stderr.read()

    def ask(self, datagram, wait=0.3):
        self.socket.settimeout(wait)
        self.socket.send(datagram)
        return self.receive()

    def receive(self):
        try:
            return self.socket.recv(65535)
        except TimeoutError:
            return None


class ResponderAnswers(unittest.TestCase):
    def setUp(self):
        self.server = Server("--delay-ms", "150")
        self.addCleanup(self.server.__exit__)

    def record(self, name, kind):
        asked = query(name, kind)
        answer = self.server.ask(asked)
        self.assertEqual(struct.unpack(">6H", answer[:12]), (0x1234, 0x8180, 1, 1, 0, 0))
        self.assertEqual(answer[12:len(asked)], asked[12:])
        pointer, got, klass, ttl, length = struct.unpack(">HHHIH", answer[len(asked):len(asked) + 12])
        self.assertEqual((pointer, got, klass, ttl), (0xC00C, kind, 1, 60))
        data = answer[len(asked) + 12:]
        self.assertEqual(len(data), length)
        return data

    def test_a_is_of_the_documentation_network_and_the_same_for_any_case(self):
        data = self.record("n1.bench.test", A)
        self.assertEqual(data[:3], bytes([192, 0, 2]))
        self.assertIn(data[3], range(1, 255))
        self.assertEqual(data, self.record("N1.BENCH.test", A))
        self.assertGreater(len({self.record(f"n{i}.bench.test", A) for i in range(500)}), 200)

    def test_aaaa_is_of_the_documentation_network(self):
        found = {self.record(f"n{i}.bench.test", AAAA) for i in range(500)}
        self.assertEqual(len(found), 500)
        self.assertTrue(all(data[:8] == bytes.fromhex("20010db800000000") and len(data) == 16 for data in found))

    def test_ptr_is_host_test(self):
        self.assertEqual(self.record("1.2.0.192.in-addr.arpa", PTR), wire_name("host.test"))

    def test_other_types_and_classes_have_no_data(self):
        for asked in query("a.test", NS), query("a.test", TXT), query("a.test", 255), query("a.test", A, klass=3):
            answer = self.server.ask(asked)
            self.assertEqual(struct.unpack(">6H", answer[:12]), (0x1234, 0x8180, 1, 0, 0, 0))
            self.assertEqual(answer[12:], asked[12:])

    def test_rd_and_cd_are_copied_and_id_echoed(self):
        for flags, expected in (0, 0x8080), (0x0100, 0x8180), (0x0010, 0x8090), (0x0120, 0x8180):
            answer = self.server.ask(query("a.test", number=0xFFFE, flags=flags))
            self.assertEqual(struct.unpack(">HH", answer[:4]), (0xFFFE, expected))

    def test_opt_is_answered_with_opt(self):
        for asked_opt, expected in ((opt(), "00002904d0000000000000"), (opt(flags=0x8000), "00002904d0000080000000"),
                                    (opt(data=b"\0\x0a\0\x08abcdefgh"), "00002904d0000000000000")):
            answer = self.server.ask(query("a.test", extra=asked_opt, extras=1))
            self.assertEqual(struct.unpack(">4H", answer[4:12]), (1, 1, 0, 1))
            self.assertEqual(answer[-11:].hex(), expected)

    def test_unknown_opt_version_is_badvers(self):
        answer = self.server.ask(query("a.test", extra=opt(version=1), extras=1))
        self.assertEqual(struct.unpack(">4H", answer[4:12]), (1, 0, 0, 1))
        self.assertEqual(answer[-11:].hex(), "00002904d0010000000000")

    def test_longest_name_and_root(self):
        longest = ".".join(["a" * 63] * 3 + ["b" * 61])
        self.assertEqual(len(wire_name(longest)), 255)
        self.record(longest, AAAA)
        self.record("", A)

    def test_malformed_is_ignored(self):
        good, tail = query("a.test"), struct.pack(">HH", 1, 1)
        header = good[:12]
        bad = [good[:length] for length in range(len(good))]
        bad += [
            good + b"x",                                                        # something behind the end
            good[:2] + b"\x81\0" + good[4:],                                    # a response
            good[:2] + b"\x29\0" + good[4:],                                    # another opcode
            good[:4] + b"\0\0" + good[6:], good[:4] + b"\0\2" + good[6:],       # no question, two questions
            good[:6] + b"\0\1" + good[8:],                                      # an answer counted
            header + b"\xc0\x0c" + tail, header + b"\1a\xc0\x0c" + tail,        # compressed questions
            header + b"\x40" + b"a" * 64 + b"\0" + tail,                        # a label of 64
            header + (b"\x3f" + b"a" * 63) * 4 + b"\0" + tail,                  # a name of 257
            header + wire_name(".".join(["a" * 63] * 3 + ["b" * 62])) + tail,   # a name of 256
            query("a.test", extras=1),                                          # an OPT counted and missing
            query("a.test", extra=opt(), extras=0),                             # an OPT not counted
            query("a.test", extra=opt() * 2, extras=2),                         # two OPTs
            query("a.test", extra=b"\1a" + opt(), extras=1),                    # an OPT not of the root
            query("a.test", extra=opt()[:-1] + b"\5", extras=1),                # an OPT cut short
            query("a.test", extra=opt(data=b"x" * 1300), extras=1),             # more than the responder takes in
        ]
        for datagram in bad:
            self.server.socket.send(datagram)
        self.assertIsNone(self.server.ask(b"", 0.3))
        self.assertIsNotNone(self.server.ask(good))
        self.assertIn(f"malformed {len(bad) + 1} ", self.server.stop())

    def test_noise_kills_nothing(self):
        noise = random.Random(7)
        for _ in range(20000):
            datagram = bytearray(query("n1.bench.test", noise.choice([A, PTR, AAAA, TXT]), extra=opt(), extras=1))
            for _ in range(noise.randrange(4)):
                datagram[noise.randrange(len(datagram))] = noise.randrange(256)
            cut = noise.choice([len(datagram), noise.randrange(len(datagram) + 1)])
            self.server.socket.send(bytes(datagram[:cut]) + noise.randbytes(noise.choice([0, 0, 9])))
        self.server.socket.settimeout(0.3)
        while self.server.receive() is not None:
            pass
        self.record("n1.bench.test", A)

    def test_names_choose_their_fate(self):
        self.assertIsNone(self.server.ask(query("silent7.test")))
        self.assertIsNone(self.server.ask(query("SiLeNt.test")))
        start = time.monotonic()
        self.assertIsNotNone(self.server.ask(query("Slow1.test"), 1))
        self.assertAlmostEqual(time.monotonic() - start, 0.15, delta=0.04)
        start = time.monotonic()
        self.assertIsNotNone(self.server.ask(query("a.silent.test")))
        self.assertLess(time.monotonic() - start, 0.1)

    def test_a_slow_name_holds_up_no_other(self):
        self.server.socket.settimeout(1)
        self.server.socket.send(query("slow.test", number=1))
        self.server.socket.send(query("quick.test", number=2))
        self.assertEqual([self.server.receive()[:2] for _ in range(2)], [b"\0\2", b"\0\1"])


class ResponderModes(unittest.TestCase):
    def test_silence(self):
        with Server("--mode", "silence", "--delay-ms", "20") as server:
            self.assertIsNone(server.ask(query("a.test")))
            self.assertIsNotNone(server.ask(query("slow.test")))
            self.assertIn("received 2 answered 1 dropped 1\n", server.stop())

    def test_delay_of_many(self):
        with Server("--mode", "delay", "--delay-ms", "200") as server:
            server.socket.settimeout(1)
            sent, late = [], []
            for i in range(2000):
                sent.append(time.monotonic())
                server.socket.send(query(f"n{i}.test", number=i))
            for i in range(2000):
                self.assertEqual(server.receive()[:2], struct.pack(">H", i))
                late.append(time.monotonic() - sent[i])
            self.assertGreaterEqual(min(late), 0.2)
            self.assertLess(max(late), 0.3)

    def test_pending_answers_are_counted_at_the_end(self):
        with Server("--mode", "delay", "--delay-ms", "60000") as server:
            self.assertIsNone(server.ask(query("a.test")))
            self.assertIn("pending 1\n", server.stop())

    def test_loss(self):
        seen = []
        for seed in "1", "1", "2":
            with Server("--mode", "loss", "--loss", "25", "--seed", seed) as server:
                server.socket.settimeout(0.3)
                got = []
                for start in range(0, 4000, 100):
                    for i in range(start, start + 100):
                        server.socket.send(query("a.test", number=i))
                    time.sleep(0.002)
                while (answer := server.receive()) is not None:
                    got.append(answer[:2])
                self.assertAlmostEqual(len(got), 3000, delta=150)
                self.assertIn(f"received 4000 answered {len(got)} dropped {4000 - len(got)}\n", server.stop())
                seen.append(got)
        self.assertEqual(seen[0], seen[1])
        self.assertNotEqual(seen[0], seen[2])

    def test_loss_of_nothing_and_of_everything(self):
        for loss, answered in ("0", 50), ("100", 0):
            with Server("--mode", "loss", "--loss", loss) as server:
                for _ in range(50):
                    server.socket.send(query("a.test"))
                time.sleep(0.2)
                self.assertIn(f"answered {answered} ", server.stop())


class ResponderLife(unittest.TestCase):
    def test_ends_on_both_signals_even_under_load(self):
        for number in signal.SIGTERM, signal.SIGINT:
            with Server() as server:
                flood = subprocess.Popen([FLOODER, "--port", str(server.port), "--names", "100000000"],
                                         stderr=subprocess.PIPE, text=True)
                time.sleep(0.3)
                self.assertIn("answered", server.stop(number))
                self.assertEqual(server.process.returncode, 0)
                self.assertIn("nothing listens", flood.communicate(timeout=5)[1])

    def test_ends_with_its_parent(self):
        script = ("import subprocess, sys\n"
                  "child = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)\n"
                  "child.stdout.readline()\n"
                  "print(child.pid, flush=True)\n"
                  "sys.stdin.read()\n")
        parent = subprocess.Popen([sys.executable, "-c", script, RESPONDER], text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child = int(parent.stdout.readline())
        self.assertTrue(running(child))
        parent.kill()
        parent.wait(5)
        time.sleep(0.3)
        self.assertFalse(running(child))
        parent.stdin.close()
        parent.stdout.close()

    def test_outlives_the_thread_that_started_it(self):
        import threading
        made = []
        starter = threading.Thread(target=lambda: made.append(Server()))
        starter.start()
        starter.join()
        time.sleep(0.3)
        with made[0] as server:
            self.assertIsNotNone(server.ask(query("a.test")))

    def test_a_taken_port_is_named(self):
        with Server() as server:
            second = subprocess.run([RESPONDER, "--port", str(server.port)], capture_output=True, text=True)
            self.assertEqual(second.returncode, 1)
            self.assertIn(f"cannot bind 127.0.0.1:{server.port}: Address already in use", second.stderr)


def running(process):
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Arguments(unittest.TestCase):
    def refused(self, cause, program, *options):
        ended = subprocess.run([program, *options], capture_output=True, text=True, timeout=5)
        self.assertEqual((ended.returncode, ended.stdout), (2, ""), options)
        self.assertIn(cause, ended.stderr)
        self.assertIn("usage: ", ended.stderr)

    def test_refused(self):
        for cause, *options in (("between 0 and 65535", "--port", "65536"), ("between 0", "--port", "-1"),
                                ("whole number", "--port", "x"), ("whole number", "--port", ""),
                                ("whole number", "--delay-ms", "1.5"), ("between", "--delay-ms", "9" * 30),
                                ("between 0 and 100", "--loss", "101"), ("between", "--loss", "nan"),
                                ("--mode must be", "--mode", "often"), ("needs a value", "--mode"),
                                ("unknown option '--fast'", "--fast"), ("unexpected argument 'x'", "x")):
            self.refused(cause, RESPONDER, *options)
        for cause, *options in (("--port is missing",), ("between 1", "--port", "0"), ("needs a value", "--port"),
                                ("more than the 2 outstanding", "--port", "1", "--sockets", "3", "--outstanding", "2"),
                                ("for each of 1 sockets", "--port", "1", "--sockets", "1", "--outstanding", "40000"),
                                ("between 1", "--port", "1", "--names", "0"), ("unknown option", "-x"),
                                ("more than one outstanding", "--port", "1", "--segment", "--outstanding", "1")):
            self.refused(cause, FLOODER, *options)
        for cause, *words in (("too few words", "host", "1"), ("between 1", "host", "0", "a"),
                              ("unknown database 'hosts'", "hosts", "1", "a")):
            self.refused(cause, LOCAL, *words)
        for cause, *options in (("--port is missing",), ("between 53 and 53", "--port", "54"),
                                ("between 1", "--port", "53", "--outstanding", "0"), ("unknown option", "--request-all")):
            self.refused(cause, GLIBC, *options)


class LocalGlibc(unittest.TestCase):
    def test_tells_how_many_a_second(self):
        ended = subprocess.run([LOCAL, "host", "1000", "127.0.0.1", "192.0.2.1"], capture_output=True, text=True, timeout=5)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertGreater(float(ended.stdout), 1000)

    def test_what_is_not_found_is_an_error(self):
        ended = subprocess.run([LOCAL, "protocol", "1", "no such protocol"], capture_output=True, text=True, timeout=5)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertIn("no protocol no such protocol", ended.stderr)


class Flooder(unittest.TestCase):
    def flood(self, server, *options, timeout=60):
        return subprocess.run([FLOODER, "--port", str(server.port), *options], capture_output=True, text=True,
                              timeout=timeout)

    def test_looks_up_every_name_once(self):
        for outstanding, sockets in (1, 1), (7, 3), (1000, 64), (32768, 1), (5000, 128):
            with Server() as server:
                ended = self.flood(server, "--names", "70001", "--outstanding", str(outstanding),
                                   "--sockets", str(sockets))
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                result = json.loads(ended.stdout)
                self.assertGreater(result.pop("names_per_second"), 1000)
                self.check_cost(result)
                lost = result.pop("lost")
                self.assertEqual(result.pop("median_us", 0) > 1, outstanding == 1)
                self.assertEqual(result.pop("p99_us", 0) > 1, outstanding == 1)
                self.assertIn("sendmmsg" if outstanding > 1 else "send and recv", result.pop("conditions"))
                self.assertEqual(result, {"subject": "limit", "family": "A", "outstanding": outstanding, "names": 70001,
                                          "threads": 1, "failures": 0, "sockets": sockets})
                if lost == 0:
                    self.assertIn("received 70001 answered 70001 dropped 0\n", server.stop())

    # A name takes a system call or a share of one: less than a tenth of a microsecond or more than a millisecond of
    # processor time cannot be, and the tables alone take some hundred kilobytes.
    def check_cost(self, result):
        self.assertGreater(result["cpu_us_per_name"], 0.1)
        self.assertLess(result.pop("cpu_us_per_name"), 1000)
        self.assertGreater(result["peak_bytes"], 100 << 10)
        self.assertLess(result.pop("peak_bytes"), 100 << 20)

    def test_segments_and_mixed_lengths_reach_the_server_as_queries_of_their_own(self):
        for words in ["--segment"], ["--mixed"], ["--segment", "--mixed"]:
            with Server() as server:
                ended = self.flood(server, "--names", "30001", "--outstanding", "700", *words)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                result = json.loads(ended.stdout)
                self.assertEqual((result["subject"], result["names"]),
                                 ("limit-gso" if "--segment" in words else "limit", 30001))
                if result["lost"] == 0:
                    self.assertIn("received 30001 answered 30001 dropped 0\n", server.stop())

    def test_one_after_the_other_sends_the_lost_again(self):
        with Server("--mode", "loss", "--loss", "30", "--seed", "4") as server:
            result = json.loads(self.flood(server, "--names", "10", "--outstanding", "1").stdout)
            self.assertGreater(result["lost"], 0)
            self.assertGreater(result["p99_us"], 1e6)
            self.assertIn(f"received {10 + result['lost']} answered 10 ", server.stop())

    def test_sends_the_lost_again(self):
        with Server("--mode", "loss", "--loss", "20") as server:
            ended = self.flood(server, "--names", "5000")
            self.assertEqual(ended.returncode, 0, ended.stderr)
            lost = json.loads(ended.stdout)["lost"]
            self.assertAlmostEqual(lost, 1250, delta=200)
            self.assertIn(f"received {5000 + lost} answered 5000 dropped {lost}\n", server.stop())

    def test_fewer_outstanding_need_fewer_sockets(self):
        with Server() as server:
            ended = self.flood(server, "--names", "100", "--outstanding", "5")
            self.assertEqual(json.loads(ended.stdout)["sockets"], 5)

    def test_delay_bounds_the_rate(self):
        with Server("--mode", "delay", "--delay-ms", "100") as server:
            result = json.loads(self.flood(server, "--names", "10000").stdout)
            self.assertEqual(result["lost"], 0)
            self.assertLess(result["names_per_second"], 10000)
            self.assertGreater(result["names_per_second"], 8000)

    def test_silence_is_an_error(self):
        with Server("--mode", "silence") as server:
            ended = self.flood(server, "--names", "10")
            self.assertEqual((ended.returncode, ended.stdout), (1, ""))
            self.assertIn("for 10 seconds; 0 of 10 names answered", ended.stderr)

    def test_nobody_there_is_an_error(self):
        with Server() as server:
            server.stop()
            ended = self.flood(server)
            self.assertEqual((ended.returncode, ended.stdout), (1, ""))
            self.assertIn("nothing listens", ended.stderr)


if __name__ == "__main__":
    unittest.main()
