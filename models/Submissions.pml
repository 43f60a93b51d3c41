/* A part of Pump.pml: the two stacks, and what each may do with them. */

#define Empty 255
#define Asleep 254
#define Absent 253
#define IsCell(head) ((head) < Absent)

/* PumpDuty */
#define Wake 1
#define Start 2
#define DutyOf(head) ((head) == Asleep -> Wake : ((head) == Absent -> Start : 0))

#ifndef PUSHERS
#define PUSHERS 2
#endif
#ifndef ROUNDS
#define ROUNDS 2
#endif
#define CELLS 3
#define CancelledCell 2
#ifndef FAILURES
#define FAILURES 1
#endif
#ifndef TIMEOUTS
#define TIMEOUTS 1
#endif

byte submitted = Absent;        /* Submissions: the heads, and the links in the cells */
byte cancelled = Empty;
byte submitLink[CELLS];
byte cancelLink[CELLS];
byte rented;                    /* LookupCells */
bool shut;
bool stopping;                  /* EnginePump */
bool refused;                   /* Finisher: a message is to be posted again */
bool signal;                    /* WakeSocket */
byte starts;                    /* threads that were asked for */
byte pumps;                     /* threads that pump; to judge by */
bool pending[CELLS];            /* pushed and not yet taken; to judge by */
byte busy;                      /* look-ups that the pump is at work on */
byte timeouts = TIMEOUTS;
bool ended;
bool toStop;
byte failures = FAILURES;       /* how often the pump's thread may fail */
bool failed;

/* EnginePump.Rouse. */
inline Do(duty) {
    atomic {
        if
        :: duty == Wake -> signal = true
        :: duty == Start -> assert(!pumps && !starts && !ended); starts++
        :: else
        fi;
        duty = 0
    }
}

/* A compare-and-swap with what only its own thread notices of it. */
#define Swap(place, seen, to) swapped = (place == seen); if :: swapped -> place = to :: else fi

inline Push(cell) {
    do
    :: d_step { head = submitted; submitLink[cell] = (IsCell(head) -> head : Empty) };
       atomic {
           Swap(submitted, head, cell);
#ifdef FAULT_PUSH_NO_CAS
           submitted = cell; swapped = true;
#endif
           if :: swapped -> pending[cell] = true; duty = DutyOf(head); head = 0; swapped = false; break :: else fi
       }
    od
}

inline ClaimDuty() {
    do
    :: atomic { head = submitted; if :: head == Asleep || head == Absent :: else -> head = 0; break fi };
       atomic {
           Swap(submitted, head, Empty);
#ifdef FAULT_DUTY_NO_CAS
           swapped = true;
#endif
           if :: swapped -> duty = DutyOf(head); head = 0; swapped = false; break :: else fi
       }
#ifdef FAULT_NO_LOOP
       head = 0; break
#endif
    od
}

inline PushCancelled(cell) {
    do
    :: d_step { head = cancelled; cancelLink[cell] = head };
       atomic {
           Swap(cancelled, head, cell);
           if :: swapped -> pending[cell] = true; head = 0; swapped = false; break :: else fi
       }
    od;
    ClaimDuty()
}

/* Submissions.TakeSubmitted and TakeCancelled. */
#define Take(stack, link, count) \
    if \
    :: IsCell(stack) -> \
       d_step { \
           cell = stack; stack = Empty; \
           do \
           :: cell != Empty -> \
              assert(pending[cell]); pending[cell] = false; count++; \
              next = link[cell]; link[cell] = 0; cell = next \
           :: else -> break \
           od; \
           cell = 0; next = 0 \
       } \
    :: else \
    fi

/* Submissions.TrySleep. */
inline TrySleep() {
    atomic { Swap(submitted, Empty, Asleep) };
#ifndef FAULT_LOST_WAKE
    if
    :: atomic { swapped && cancelled != Empty -> swapped = false }; Awake()
    :: !swapped || cancelled == Empty
    fi
#endif
}

inline Awake() { d_step { if :: submitted == Asleep -> submitted = Empty :: else fi } }
