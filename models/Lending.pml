/* Who pumps where threads of the user's that wait for completions may do it: EnginePump.Lending and CompletionWait, with one thread of
   the engine's and WAITERS that wait at one place. Of the engine there are only the results: whoever pumps makes them, and one comes
   from elsewhere. To the submissions all of this is one pump (Pump.pml), which does not sleep here, but for a borrower: how it is
   woken for what others add is in it. eng/check-model lets spin try every order of their steps.

   A waiter that has taken a result may be busy with it for ever. Who watches may see nothing for long at any time, and go.

   What must hold: never do two threads pump; when nobody can go on, all results were made, one thread pumps, and what nobody has taken
   was left by waiters that are busy for ever.
   -DFAULT_x puts a mistake in, which must be found. */

#ifndef WAITERS
#define WAITERS 2
#endif
#ifndef RESULTS
#define RESULTS 3
#endif
#ifndef LOANS
#define LOANS 2
#endif

short word;                     /* EnginePump._away: -n while somebody pumps, n while the part lies at the place */
bool wish;                      /* EnginePump._wish */
bool watched;                   /* EnginePump._isWatched */
byte watches;                   /* threads that were asked for */
short number;                   /* CompletionWait._number */
bool announced;                 /* CompletionWait._isAnnounced */
byte key;                       /* CompletionWait._key */
bool sleepsIn;                  /* CompletionWait._sleepsIn */
bool woken;                     /* the engine's wait */
byte wanted = RESULTS;          /* look-ups that are not answered */
byte queue;                     /* results that are not taken */
byte asked;                     /* the rest is to keep it finite, and to judge by */
byte busy;
bool pumping;

/* Nobody else sleeps in the engine's wait while a pump adds. */
inline Add() {
    if
    :: d_step { wanted -> wanted--; queue++ }
    :: !wanted
    fi;
    if
    :: announced ->
       if
       :: d_step { announced -> announced = false }; key++
       :: !announced
       fi
    :: !announced
    fi
}

/* Whoever pumps lays the part down: EnginePump.GoAway. */
inline GoAway(place) {
    if
    :: place -> number = 1 - word
    :: !place
    fi;
    d_step { assert(pumping); pumping = false; word = 1 - word }
}

inline SeeToWatch() {
#ifndef FAULT_GOES_UNWATCHED
    if
    :: d_step { !watched -> watched = true; watches++ }
    :: watched
    fi
#else
    skip
#endif
}

inline Begin() { d_step { assert(!pumping); pumping = true } }

/* The engine's own thread pumps, lends, watches, and pumps again. Where it has gone another would be made; it is the same here. */
active proctype Pump() {
    short seen;
    Begin();
pump:
    do
    :: wanted -> Add()
    :: wish ->
       if
       :: d_step { wish -> wish = false }; break
       :: !wish
       fi
    :: !wanted && !wish ->
endPump: (wanted || wish)
    od;
    GoAway(true);
    key++;
    if
    :: d_step { !watched -> watched = true }
    :: watched -> goto gone
    fi;
look:
    do
    :: d_step { word > 0 -> seen = word };
#ifdef FAULT_TAKES_NO_CAS
       if :: word == seen -> word = 0 - seen; break :: word != seen fi
#else
       if :: d_step { word == seen -> word = 0 - seen }; break :: word != seen fi
#endif
    :: word <= 0 ->
endLook: (word > 0)
    :: word <= 0 ->             /* nothing for long */
       watched = false;
#ifndef FAULT_GOES_WITHOUT_A_LOOK
       if
       :: word > 0 -> if :: d_step { !watched -> watched = true } :: watched -> goto gone fi
       :: word <= 0 -> goto gone
       fi
#else
       goto gone
#endif
    od;
    watched = false;
    Begin();
    goto pump;
gone:
    skip;
end: d_step { watches -> watches-- };
    goto look
}

active [WAITERS] proctype Waiter() {
    byte mine;
    short held;
    bool asks, last;
wait:
#ifdef FAULT_ANNOUNCES_BEFORE_THE_KEY
    announced = true; mine = key;
#else
    mine = key;
#ifndef FAULT_LOOKS_BEFORE_IT_ANNOUNCES
    announced = true;
#endif
#endif
    if
    :: d_step { queue -> queue-- };
       if
       :: goto wait
       :: busy++;               /* for ever */
endBusy:  false
       fi
    :: !queue
    fi;
#ifdef FAULT_LOOKS_BEFORE_IT_ANNOUNCES
    announced = true;
#endif
    held = number;
    if
    :: !held
    :: held ->
       if
#ifdef FAULT_TAKES_UP_NO_CAS
       :: word == held -> word = 0 - held; goto borrow
#else
       :: d_step { word == held -> word = 0 - held }; goto borrow
#endif
       :: word != held -> d_step { if :: number == held -> number = 0 :: else fi }
       fi
    fi;
    asks = false;
    if
    :: asked < LOANS -> d_step { asked++; wish = true; asks = true }
    :: true
    fi;
endWait: (key != mine);
    if
    :: asks -> wish = false
    :: !asks
    fi;
    goto wait;
borrow:
    Begin();
    number = 0;
    do
    :: key != mine -> break
    :: key == mine && wanted -> Add()
    :: key == mine && !wanted ->
#ifndef FAULT_SLEEPS_UNSAID
       sleepsIn = true;
#endif
       if
       :: key != mine
       :: key == mine ->
endSleep: if
          :: woken
          :: !queue && key == mine      /* for so long nothing has come */
          fi
       fi;
       d_step { sleepsIn = false; woken = false };
       break
    od;
    last = (key == mine);
    GoAway(!last);
    SeeToWatch();
    goto wait
}

#ifndef NO_OTHER
/* A worker of the pool, or a starter that finds an answer that is kept. */
active proctype Other() {
    byte before;
    if
    :: before = key; Add();
       if
       :: key != before && sleepsIn -> woken = true
       :: key == before || !sleepsIn
       fi
    :: true
    fi
}
#endif

active proctype Judge() {
    timeout;
    assert(pumping && !wanted && (!queue || busy == WAITERS))
}
