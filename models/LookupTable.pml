/* A part of Lookup.pml: what is shared, the words and their moves, and the cancelling. */

/* LookupState, with its values */
#define None 0
#define Queued 1
#define InFlight 2
#define Writing 3
#define Unposted 4
#define Posting 5
#define Completed 6
#define Cancelled 7

/* CancelOutcome; Success stands for both of its successes */
#define Success 1
#define AlreadyCompleted 2
#define AlreadyCancelled 3

#ifndef REQUESTS
#define REQUESTS 3
#endif
#ifndef CELLS
#define CELLS 1
#endif
#ifndef HANDLES
#define HANDLES 3
#endif
#ifndef SLOTS
#define SLOTS 2
#endif
#ifndef STARTERS
#define STARTERS 1
#endif
#ifndef CANCELLERS
#define CANCELLERS 2
#endif
#ifndef FINISHERS
#define FINISHERS 1
#endif
#define Slot(h) word[(h) % SLOTS]
#define Bit(c) (1 << (c))
#define IsLive(state) ((state) > None && (state) < Completed)

/* the buffer of the caller */
#define Untouched 0
#define Half 1
#define Final 2

typedef Word { byte handle; byte cell; byte state };

Word word[SLOTS];                 /* LookupTable */
byte count;                       /* handles given */
byte free = Bit(CELLS) - 1;       /* LookupCells */
byte rented;
bool shut;                        /* no cell may be rented any more */
bool face[CELLS];                 /* LookupCells.Face */
byte handleOf[CELLS];             /* LookupCell.Handle */
byte taken, returned;             /* CellMarks: the starter clears them, then they are the pump's */
byte submitted, cancelled;        /* Submissions */
byte calls;                       /* WinSockSession */
bool cleaning, closing, stopping, ended;
chan items = [REQUESTS] of { byte, byte, bool };   /* FinishItem: handle, cell, IsWritten */
chan refused = [REQUESTS] of { byte, byte };
chan messages = [1] of { byte };  /* a queue that is full with one message */

/* What nobody in the code knows, to judge by. */
byte owner[CELLS];                /* whose cell it is, by handle */
bool known[HANDLES + 1];          /* issued: somebody may cancel it */
byte buffer[HANDLES + 1];
bool posted[HANDLES + 1];
bool won[HANDLES + 1];            /* a cancel won it */
bool over;                        /* the cleanup has returned */
byte started;

/* LookupTable.TryMove: the compare-and-swap; all arrows of LookupState are calls of this and of Move. */
#define TryMove(h, c, from, to) \
    moved = (Slot(h).handle == h && Slot(h).cell == c && Slot(h).state == from); \
    if :: moved -> Slot(h).state = to :: else fi

/* LookupTable.Move: a plain write, so nobody else may have moved the word. */
#define Move(h, c, from, to) \
    d_step { assert(Slot(h).handle == h && Slot(h).cell == c && Slot(h).state == from); Slot(h).state = to }

/* Takes one cell, whichever, out of a set that is not empty. */
#define Pick(cells, c) if :: cells & Bit(0) -> c = 0 :: cells & Bit(1) -> c = 1 fi; cells = cells & ~Bit(c)

/* LookupCells.Return. */
inline Return(c) {
    d_step { face[c] = false; assert(!(free & Bit(c))); free = free | Bit(c); owner[c] = 0 };
    rented--
}

#ifdef TASKS
#define Enter(entered) entered = true
#define Leave() skip
#else
#define Enter(entered) entered = !closing; if :: entered -> calls++ :: else fi
#define Leave() calls--
#endif

#define Win() \
    if :: moved -> assert(!won[asked] && Slot(asked).handle == asked); won[asked] = true; outcome = Success :: else fi

/* LookupEngine.Cancel. Uses asked, h, c, state, moved and outcome of its process. */
inline Cancel() {
    outcome = None;
    h = asked;
    do
    :: d_step { c = Slot(asked).cell; state = (Slot(asked).handle == asked -> Slot(asked).state : None) };
#ifdef FAULT_STALE_HANDLE
       d_step { h = Slot(asked).handle; state = Slot(asked).state };
#endif
       if
       :: state == None -> outcome = AlreadyCompleted; break
       :: state == Queued -> d_step { TryMove(h, c, Queued, Cancelled); Win() }
       :: state == InFlight ->
#ifdef FAULT_READ_THEN_WRITE
          d_step { Slot(h).state = Cancelled; moved = true; Win() }
#else
          d_step { TryMove(h, c, InFlight, Cancelled); Win() }
#endif
       :: state == Unposted -> d_step { TryMove(h, c, Unposted, Cancelled); Win() }
       :: state == Writing ->
#ifdef FAULT_NO_WAIT_WRITING
          outcome = AlreadyCompleted; break
#else
          !(Slot(h).handle == h && Slot(h).state == Writing)
#endif
       :: state == Posting ->
#ifdef FAULT_NO_WAIT_POSTING
          outcome = AlreadyCompleted; break
#else
          !(Slot(h).handle == h && Slot(h).state == Posting)
#endif
       :: state == Cancelled -> outcome = AlreadyCancelled; break
       :: state == Completed -> outcome = AlreadyCompleted; break
       fi;
       if :: outcome == Success -> break :: else fi
    od;
    if
    :: outcome == Success ->
       d_step {
           assert(face[c] && owner[c] == asked);
           face[c] = false;
#ifndef FAULT_FREED_BY_CANCELLER
           cancelled = cancelled | Bit(c)
       }
#else
       };
       Return(c)
#endif
    :: outcome == AlreadyCompleted ->
       /* How one ended that is forgotten is not known any more. */
       assert(posted[asked] && buffer[asked] == Final || Slot(asked).handle != asked && won[asked])
    :: else -> assert(won[asked])
    fi;
    d_step { c = 0; h = 0; asked = 0; state = None; moved = false; outcome = None }
}

/* WinSockProvider.OnceCleanedUp: a cancel that finds Winsock cleaned up waits until that is done. Its caller may free the
   buffer at once, whatever the cancel has returned. */
inline TooLate() {
#ifndef FAULT_TOO_LATE_NO_WAIT
    !cleaning;
#endif
    d_step { assert(over && buffer[asked] != Half && (buffer[asked] == Untouched || posted[asked] || won[asked])); asked = 0 }
}

/* LookupEngine.CancelAll. */
inline CancelAll() {
    slot = 0;
    do
    :: slot < SLOTS ->
       d_step {
           asked = (IsLive(word[slot].state) -> word[slot].handle : 0);
#ifdef FAULT_CLEANUP_NO_WAIT
           if :: word[slot].state == Writing || word[slot].state == Posting -> asked = 0 :: else fi;
#endif
           slot++
       };
       if :: asked -> Cancel() :: else fi
    :: else -> break
    od;
    slot = 0
}
