/* How the pump sleeps, is woken, leaves and is started again: Submissions and EnginePump.Run, with pushers, a canceller, a
   finisher whose message was refused, and a stopper. eng/check-model lets spin try every order of their steps; each is one
   atomic operation there.

   The pump's thread may fail, once: awake or in its sleep, whatever it is at work on. Then it does what remains itself, as
   after a stop, and nobody comes after it.

   What must hold when nobody can go on: all that was pushed is taken and all that was begun is done; the pump sleeps, is
   absent or has ended; after a stop and after a failure it has ended. The ten seconds after which a sleeping pump looks by itself would hide
   that a wake-up was lost, so they pass a few times only.
   Submissions.pml holds what they share, and the steps on it.
   -DFAULT_x puts a mistake in, which must be found. */

#include "Submissions.pml"

/* Each has a cell of its own, and uses it again when it came back. */
active [PUSHERS] proctype Pusher() {
    byte head, duty, round;
    bool swapped;
    do
    :: atomic { round < ROUNDS && !pending[_pid] && !shut -> rented++; round++ };
       Push(_pid);
       Do(duty)
    :: round == ROUNDS || shut || failed -> break
    od
}

/* Its cell is rented, and the look-up in it was taken long ago. */
#ifndef NO_CANCELLER
active proctype Canceller() {
    byte head, duty;
    bool swapped;
    if
    :: atomic { !shut -> rented++ }; PushCancelled(CancelledCell); Do(duty)
    :: shut
    fi
}
#endif

#ifndef NO_FINISHER
/* Refused once. Its cell stays rented until the message is posted; a stop cancels it. */
active proctype Finisher() {
    byte head, duty;
    bool swapped;
    if
    :: atomic { !shut -> rented++ }; refused = true; ClaimDuty(); Do(duty)
    :: shut
    fi
}
#endif

active proctype Stopper() {
    byte head, duty;
    bool swapped;
    if
    :: true ->
       toStop = true;
#ifdef FAULT_ROUSE_BEFORE_STOP
       ClaimDuty(); Do(duty);
       stopping = true
#else
       stopping = true;
       ClaimDuty(); Do(duty)
#endif
    :: true
    fi
}

/* LookupEngine.Turn: what is begun is answered at some time, and its cell comes back at once. */
inline Turn() {
    Take(submitted, submitLink, busy);
    if
    :: busy -> atomic { busy--; rented-- }
    :: atomic { busy == 2 -> busy = 0; rented = rented - 2 }
    :: refused -> atomic { refused = false; rented-- }
    :: true
    fi;
    Take(cancelled, cancelLink, freed);
    if
    :: freed -> atomic { rented = rented - freed; freed = 0 }
    :: else
    fi
}

/* EnginePump.Run. A thread that has said that it leaves does nothing more, so here it can be the next one too. */
active proctype Thread() {
    byte cell, next, freed;
    bool swapped, timed, leaves;
end:
    do
    :: d_step { starts -> starts--; pumps++ };
       do
       :: stopping -> break
       :: atomic { failures -> failures--; failed = true }; break
       :: !stopping ->
          Turn();
          TrySleep();
          if
          :: !swapped -> signal = false
          :: else ->
             if
#ifdef FAULT_LEAVE_BUSY
             :: true ->
#else
             :: rented == 0 ->
#endif
                if
                :: !stopping ->
                   atomic {
                       Swap(submitted, Asleep, Absent);
#ifdef FAULT_LEAVE_NO_CAS
                       submitted = Absent; swapped = true;
#endif
                       if :: swapped -> leaves = true; pumps--; break :: else fi
                   }
                :: true
                fi
             :: true
             fi;
             if
             :: !stopping ->
                timed = (busy || refused);
endWait:        if
                :: d_step { signal -> signal = false }
                :: timed
                :: d_step { timeouts -> timeouts-- }
                :: atomic { failures -> failures--; failed = true }
                fi
             :: stopping
             fi;
             if
             :: failed -> break
             :: else -> Awake()
             fi;
             atomic { timed = false; swapped = false }
          fi
       od;
#ifdef FAULT_FAIL_AND_LEAVE
       if :: failed -> leaves = true; pumps-- :: else fi;
#endif
       if
       :: !leaves ->
          /* LookupEngine.TryClose, which cancels what is busy or refused; after a failure it ends that with a result. */
          do
#ifdef FAULT_FAIL_WITHOUT_LOOK
          :: failed && !IsCell(cancelled) -> rented = 0; shut = true; break
#endif
          :: Take(submitted, submitLink, freed);
             Take(cancelled, cancelLink, freed);
             atomic { rented = rented - freed - busy - refused; freed = 0; busy = 0; refused = false };
             d_step { if :: rented == 0 -> shut = true :: else fi };
             if
             :: shut -> break
             :: else -> rented == 0 || IsCell(submitted) || IsCell(cancelled) || refused
             fi
          od;
          atomic { ended = true; pumps-- }
       :: else
       fi;
       d_step { leaves = false; swapped = false; timed = false }
    od
}

/* Whether the thread can fail at all is said by nobody else: a thread that may still fail is not at rest, and its failure
   would hide every wake-up that was lost before it. */
active proctype Judge() {
    if
    :: true
    :: failures = 0
    fi;
    timeout;
    assert(!pending[0] && !pending[1] && !pending[2] && !busy && !refused && !starts);
    assert(ended || (submitted == Asleep && pumps == 1) || (submitted == Absent && pumps == 0));
    assert(ended || (!toStop && !failed))
}
