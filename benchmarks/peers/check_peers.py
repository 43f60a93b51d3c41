#!/usr/bin/env python3
"""Checks of the peers that look up many names: each once, counted and timed. `make check` runs them."""
import json
import os
import subprocess
import tempfile
import unittest

from check import BUILD, GLIBC, RESPONDER, Server

CARES, DNSPERF = (os.path.join(BUILD, name) for name in ("cancel_cares", "throughput_dnsperf"))


@unittest.skipUnless(os.path.exists(CARES), "c-ares is not there")
class Peers(unittest.TestCase):
    def test_many_look_ups_are_counted_and_timed(self):
        for outstanding in 1, 300:
            with Server() as server:
                ended = subprocess.run([CARES, "--port", str(server.port), "--situation", "throughput", "--names", "2000",
                                        "--outstanding", str(outstanding)], capture_output=True, text=True, timeout=60)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                result = json.loads(ended.stdout)
                self.assertEqual([result[key] for key in ("subject", "outstanding", "names", "threads", "failures")],
                                 ["c-ares", outstanding, 2000, 1, 0])
                self.assertGreater(result["names_per_second"], 100)
                self.assertGreater(result["cpu_us_per_name"], 0.1)
                self.assertEqual("median_us" in result, outstanding == 1)

    def test_both_families_are_two_questions(self):
        with Server() as server:
            ended = subprocess.run([CARES, "--port", str(server.port), "--situation", "throughput", "--names", "1000",
                                    "--outstanding", "100", "--both"], capture_output=True, text=True, timeout=60)
            result = json.loads(ended.stdout)
            self.assertEqual((result["family"], result["failures"]), ("A+AAAA", 0))
            # Before them one name is looked up that is not counted.
            self.assertIn("received 2002 answered 2002 ", server.stop())

    def test_look_ups_without_an_address_are_failures(self):
        with Server() as server:
            server.stop()
            ended = subprocess.run([CARES, "--port", str(server.port), "--situation", "throughput", "--names", "3",
                                    "--limit", "1"], capture_output=True, text=True, timeout=20)
            self.assertEqual(json.loads(ended.stdout)["failures"], 3)


@unittest.skipUnless(os.path.exists(DNSPERF), "dnsperf is not there")
class Dnsperf(unittest.TestCase):
    def look_up(self, port, *options):
        return subprocess.run([DNSPERF, "--port", str(port), *options], capture_output=True, text=True, timeout=60)

    def test_every_name_is_asked_for_once(self):
        for outstanding in "100", "1000":
            with Server() as server:
                ended = self.look_up(server.port, "--names", "5000", "--outstanding", outstanding)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                result = json.loads(ended.stdout)
                self.assertEqual([result[key] for key in ("subject", "outstanding", "names", "failures")],
                                 ["dnsperf", int(outstanding), 5000, 0])
                self.assertGreater(result["names_per_second"], 1000)
                self.assertGreater(result["cpu_us_per_name"], 0.1)
                self.assertGreater(result["peak_bytes"], 2 << 20)
                self.assertIn("received 5000 answered 5000 ", server.stop())

    def test_what_is_lost_is_a_failure(self):
        with Server("--mode", "loss", "--loss", "20") as server:
            ended = self.look_up(server.port, "--names", "1000")
            self.assertIn(f"answered {1000 - json.loads(ended.stdout)['failures']} ", server.stop())

    def test_tells_its_version(self):
        ended = subprocess.run([DNSPERF, "--version"], capture_output=True, text=True, timeout=5)
        self.assertRegex(ended.stdout, r"^dnsperf \d[\d.]+\n$")


# It asks port 53 alone, which is another one in a network of its own.
@unittest.skipUnless(subprocess.run(["unshare", "-rmn", "true"], stderr=subprocess.DEVNULL).returncode == 0,
                     "no right to make namespaces")
class Glibc(unittest.TestCase):
    SCRIPT = ('set -e; ip link set lo up; mount --bind "$1" /etc/resolv.conf; "$2" --port 53 & sleep 0.3; '
              'shift 2; "$@" && kill $! && wait')

    def test_many_look_ups_of_both_kinds(self):
        with tempfile.NamedTemporaryFile("w") as configuration:
            print("nameserver 127.0.0.1", file=configuration, flush=True)
            for words in [], ["--both"], ["--requests"], ["--requests", "--both"]:
                for outstanding in 1, 70:
                    ended = subprocess.run(
                        ["unshare", "-rmn", "bash", "-c", self.SCRIPT, "bash", configuration.name, RESPONDER, GLIBC, "--port", "53",
                         "--names", "1000", "--outstanding", str(outstanding), *words], capture_output=True, text=True, timeout=60)
                    result = json.loads(ended.stdout.splitlines()[-1])
                    self.assertEqual([result[key] for key in ("subject", "family", "outstanding", "names", "failures")],
                                     ["glibc" if "--requests" in words else "glibc-threads",
                                      "A+AAAA" if "--both" in words else "A", outstanding, 1000, 0])
                    self.assertEqual("median_us" in result, outstanding == 1)
                    # Before them one name is looked up that is not counted.
                    asked = 2002 if "--both" in words else 1001
                    self.assertIn(f"received {asked} answered {asked} ", ended.stderr)


if __name__ == "__main__":
    unittest.main()
