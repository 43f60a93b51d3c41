/* The life of a look-up, with all who take part in it: starters, the engine, finishers, cancellers, whoever retrieves the
   messages, and the cleanup. eng/check-model lets spin try every order of their steps.

   One step here is one atomic operation there, or one write that is not atomic; steps on what one thread alone may see
   are joined to their neighbour. The stacks of submissions and of free cells are sets of bits here: a push or a taking is
   one step. The table and the slab are so small that slots and cells are used again.

   LookupTable.pml holds what they share, and how a look-up is cancelled.

   -DTASKS is the face of NameResolver: no call is waited for, and the cleanup lasts until the engine has ended. Without
   it, it is that of Winsock: WSACleanup waits for the calls that had entered, and leaves the engine to itself.
   -DFAULT_x puts a mistake in, which must be found. */

#include "LookupTable.pml"

inline Write() {
    d_step { assert(face[c] && owner[c] == h && !won[h] && !over); buffer[h] = Half };
    d_step { assert(face[c] && owner[c] == h && !won[h] && !over); buffer[h] = Final }
}

inline Post() {
    d_step {
#ifdef TASKS
        sent = true;
#else
        if :: nfull(messages) -> messages ! h; sent = true :: full(messages) fi;
#endif
        if :: sent -> assert(!won[h] && !posted[h] && !over); posted[h] = true :: else fi
    }
}

active [STARTERS] proctype Starter() {
    byte c, h, seen;
    bool may;
    do
    :: atomic { started < REQUESTS && (free || closing || stopping) -> started++; Enter(may) };
       if :: !may -> break :: else fi;
       /* LookupCells.TryRent; what is filled in is the starter's alone. */
       d_step { may = !shut; if :: may -> rented++ :: else fi };
       if
       :: may ->
          atomic {
              may = (free != 0);
              if
              :: may ->
                 Pick(free, c);
                 assert(!face[c] && !owner[c]);
                 face[c] = true; taken = taken & ~Bit(c); returned = returned & ~Bit(c)
              :: else
              fi
          };
          if :: !may -> rented-- :: else fi
       :: else
       fi;
       if
       :: may ->
          /* LookupTable.Issue */
          do
          :: d_step { count++; assert(count <= HANDLES); h = count };
             d_step { seen = Slot(h).handle; may = !IsLive(Slot(h).state) };
             d_step {
                 may = may && Slot(h).handle == seen && !IsLive(Slot(h).state);
                 if
                 :: may ->
                    Slot(h).handle = h; Slot(h).cell = c; Slot(h).state = Queued;
                    owner[c] = h; known[h] = true
                 :: else
                 fi
             };
             if :: may -> break :: else fi
          od;
          atomic { handleOf[c] = h; submitted = submitted | Bit(c) }
       :: else
       fi;
       d_step { Leave(); c = 0; h = 0; seen = 0; may = false }
    :: started == REQUESTS -> break
    od
}

/* The pump's turns: its jobs in any order, which includes that of the code. */
active proctype Engine() {
    byte mine, back, asking, asked, c, h, state, outcome, slot;
    bool moved, last;
end:
    do
    :: submitted && !mine -> d_step { mine = submitted; submitted = 0 }
    :: mine ->
       atomic { Pick(mine, c); taken = taken | Bit(c); h = handleOf[c]; assert(owner[c] == h) };
       d_step { TryMove(h, c, Queued, InFlight) };
       if
       :: moved -> d_step { asking = asking | Bit(c) }
#ifndef FAULT_NEVER_FREED
       :: !moved && (returned & Bit(c)) -> Return(c)
#endif
       :: else
       fi;
       d_step { c = 0; h = 0; moved = false }
    :: asking && !last ->
       atomic { Pick(asking, c); h = handleOf[c]; assert(owner[c] == h) };
       items ! h, c, false;
       d_step { h = 0; c = 0 }
    :: !last && refused ? [h, c] -> refused ? h, c; items ! h, c, true; d_step { h = 0; c = 0 }
    :: cancelled && !back -> d_step { back = cancelled; cancelled = 0 }
    :: back ->
       atomic { Pick(back, c); returned = returned | Bit(c); assert(owner[c]) };
       if
#ifndef FAULT_FREED_WHILE_SUBMITTED
       :: !(taken & Bit(c))
#endif
       :: else -> asking = asking & ~Bit(c); Return(c)
       fi;
       c = 0
    :: stopping && !shut && !mine && !back ->
       /* LookupEngine.TryClose, again and again; there are no turns any more. */
       last = true;
#ifndef FAULT_CLOSED_WITHOUT_CANCEL
       CancelAll();
#endif
       d_step { if :: rented == 0 -> shut = true :: else fi };
       if
       :: shut ->
          assert(free == Bit(CELLS) - 1);
          d_step { for (h : 1 .. HANDLES) { assert(!known[h] || posted[h] != won[h]) }; h = 0 };
          ended = true
#ifndef FAULT_CLOSED_WITHOUT_CANCEL
       :: IsLive(word[0].state) || IsLive(word[SLOTS - 1].state)
#endif
       :: !shut && (rented == 0 || submitted || cancelled)
       fi
    od
}

/* One worker of the pool, or the pump with what ends at once; another would be at work on another look-up. What the pump has
   written and may not post itself is as if it had been refused. */
active [FINISHERS] proctype Finisher() {
    byte h, c;
    bool written, moved, sent;
end:
    do
    :: items ? h, c, written ->
#ifdef FAULT_COPY_BEFORE_CLAIM
       Write();
#endif
       if
       :: !written ->
          d_step { TryMove(h, c, InFlight, Writing) };
          if
          :: moved ->
#ifndef FAULT_COPY_BEFORE_CLAIM
             Write();
#endif
             Move(h, c, Writing, Unposted)
          :: else
          fi
       :: else -> moved = true
       fi;
       if
       :: moved ->
#ifdef FAULT_POST_BEFORE_STATE
          Post();
#endif
          d_step { TryMove(h, c, Unposted, Posting); assert(!moved || face[c] && owner[c] == h) }
       :: else
       fi;
       if
       :: moved ->
#ifdef FAULT_COMPLETE_BEFORE_POST
          Slot(h).state = Completed;
          Post();
          Slot(h).state = Posting;
#elif !defined(FAULT_POST_BEFORE_STATE)
          Post();
#endif
          if
          :: sent ->
             Move(h, c, Posting, Completed);
             Return(c)
          :: else ->
             Move(h, c, Posting, Unposted);
             refused ! h, c
          fi
       :: else
       fi;
       d_step { h = 0; c = 0; written = false; moved = false; sent = false }
    od
}

active [CANCELLERS] proctype Canceller() {
    byte asked, c, h, state, outcome;
    bool moved, may;
end:
    atomic {
        if
        :: known[1] -> asked = 1
        :: known[2] -> asked = 2
        :: HANDLES > 2 && known[HANDLES] -> asked = HANDLES
        fi;
        Enter(may)
    };
    if
    :: may -> Cancel(); Leave()
#ifndef TASKS
    :: else -> TooLate()
#else
    :: else
#endif
    fi
}

#ifndef TASKS
active proctype Retriever() {
    byte h;
end:
    do
    :: d_step { messages ? h; assert(!over && !won[h] && buffer[h] == Final); h = 0 }
    od
}
#endif

/* WinSockProvider.Cleanup with WinSockSession.Close, or NameResolver.DisposeAsync. */
active proctype Cleanup() {
    byte asked, c, h, state, outcome, slot;
    bool moved;
#ifndef TASKS
    /* Only who finds the second looks for the first. */
    d_step {
#ifndef FAULT_CLEANUP_UNANNOUNCED
        cleaning = true;
#endif
        closing = true
    };
#ifndef FAULT_CLEANUP_NO_GATE
    calls == 0;
#endif
#endif
    CancelAll();
#ifdef TASKS
    stopping = true;
    ended;
    over = true
#else
    /* MessageWindow.RemoveMessagesFrom */
    d_step { if :: nempty(messages) -> messages ? _ :: empty(messages) fi };
    over = true;
    stopping = true;
    cleaning = false
#endif
}
