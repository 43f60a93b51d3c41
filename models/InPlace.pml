/* Who pumps while continuations run in place: EnginePump.InPlace, with threads of which one begins as the pump and the others
   are made as watches. Of the engine there is only the list of what is to be continued; to the submissions all of this is one
   pump that is awake (Pump.pml). eng/check-model lets spin try every order of their steps.

   Any continuation may block, for ever too; a watch may see nothing for long at any time, and go.

   What must hold: never do two threads pump; each continuation is begun once; when nobody can go on, all were begun and one
   thread pumps.
   -DFAULT_x puts a mistake in, which must be found. */

#ifndef ITEMS
#define ITEMS 3
#endif
/* At the most each continuation makes a watch. */
#define THREADS (ITEMS + 1)

short word;                     /* EnginePump._continuation: -n outside, n inside the n-th */
bool watched;                   /* EnginePump._isWatched */
byte watches;                   /* threads that were asked for */
byte left = ITEMS;              /* the list */
byte begun;                     /* the rest is to judge by */
bool pumping;

inline Publish() { d_step { assert(word == 1 - number); pumping = false; word = number } }

inline Watched() {
    if
    :: d_step { !watched -> watched = true; watches++ }
    :: watched
    fi
}

/* EnginePump.TryRun. */
inline Continue() {
    d_step { assert(left); left--; number = 1 - word };
#ifdef FAULT_LOOKS_BEFORE_IT_BEGINS
    Watched(); Publish();
#else
    Publish(); Watched();
#endif
    begun++;
    if
    :: true                     /* it returns, at some time */
    :: true ->                  /* or blocks for ever */
endBlocked: false
    fi;
#ifdef FAULT_RETURNS_NO_CAS
    d_step { word = 0 - number; isMine = true }
#else
    d_step { isMine = (word == number); if :: isMine -> word = 0 - number :: else fi }
#endif
}

/* EnginePump.SeesBlocked: a look, and another one that finds the same. */
inline Look() {
    seen = word;
endLook: do
    :: word != seen -> seen = word
#ifdef FAULT_TAKES_NO_CAS
    :: word == seen && seen > 0 -> word = 0 - seen; takes = true; break
#else
    :: d_step { word == seen && seen > 0 -> word = 0 - seen; takes = true }; break
#endif
    :: word == seen && seen <= 0 -> break
    od
}

active [THREADS] proctype Thread() {
    short number, seen;
    bool isMine, takes;
    if
    :: _pid == 0 -> takes = true
    :: else ->
end:   d_step { watches -> watches-- };
again: Look();
       watched = false;
#ifndef FAULT_GOES_WITHOUT_A_LOOK
       /* EnginePump.MustStay. */
       if
       :: !takes && word > 0 -> if :: d_step { !watched -> watched = true }; goto again :: watched fi
       :: takes || word <= 0
       fi
#endif
    fi;
    if
    :: takes ->
       do
       :: d_step { assert(!pumping); pumping = true };
          if
          :: left -> Continue(); if :: isMine :: else -> break fi
          :: else ->
endIdle:     false
          fi
       od
    :: else
    fi
}

active proctype Judge() {
    timeout;
    assert(begun == ITEMS && !left && pumping && !watches)
}
