/* Who pumps while continuations run in place: EnginePump.InPlace, with threads of which one begins as the pump and the others
   are made as watches; and EnginePump.Shifts, with workers of the pool, to whom the part is offered. Of the engine there is only the
   list of what is to be continued; to the submissions all of this is one pump that is awake (Pump.pml). eng/check-model lets spin try
   every order of their steps.

   Any continuation may block, for ever too, and the pool have no worker; a watch may see nothing for long at any time, and go.

   What must hold: never do two threads pump; each continuation is begun once; when nobody can go on, all were begun and one
   thread pumps.
   -DFAULT_x puts a mistake in, which must be found. */

#ifndef ITEMS
#define ITEMS 3
#endif
#ifndef SHIFTS
#define SHIFTS 0
#endif
#ifndef WORKERS
#define WORKERS 1
#endif
/* At the most each continuation keeps one for ever, one pumps, and one watches. */
#define THREADS (ITEMS + 2)

short word;                     /* EnginePump._away: -n outside, n inside the n-th, or while it is offered */
bool watched;                   /* EnginePump._isWatched */
byte watches;                   /* threads that were asked for */
byte runs;                      /* and those that get the part with it */
short shift;                    /* EnginePump._shift */
byte asked;                     /* workers that were asked for */
byte left = ITEMS;              /* the list */
byte begun;                     /* the rest is to keep it finite, and to judge by */
byte offered;
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

/* EnginePump.OfferShift. */
inline Offer() {
    d_step { offered++; number = 1 - word };
    shift = number;
    Publish();
    asked++
}

active [THREADS] proctype Thread() {
    short number, seen;
    bool isMine, takes;
    takes = (_pid == 0);
    do
    :: !takes ->
end:   if
       :: d_step { runs -> runs--; takes = true }
       :: d_step { watches -> watches-- };
watch:    Look();
          watched = false;
#ifndef FAULT_GOES_WITHOUT_A_LOOK
          /* EnginePump.MustStay. */
          if
          :: !takes && word > 0 -> if :: d_step { !watched -> watched = true }; goto watch :: watched fi
          :: takes || word <= 0
          fi
#endif
       fi
    :: takes ->
       d_step { assert(!pumping); pumping = true };
       if
       :: left -> Continue(); takes = isMine
#if SHIFTS
       :: offered < SHIFTS -> Offer();
          takes = false;
          if :: d_step { !watched -> watched = true }; goto watch :: watched fi
#endif
       :: !left && offered == SHIFTS ->
endIdle:  false
       fi
    od
}

#if SHIFTS
/* EnginePump.PumpForAShift. */
active [WORKERS] proctype Worker() {
    short number;
    bool isMine;
end:
    do
    :: d_step { asked -> asked--; isMine = false };
       number = shift;
#ifdef FAULT_BEGINS_A_SHIFT_NO_CAS
       if :: word == number -> word = 0 - number; isMine = true :: word != number fi;
#else
       d_step { if :: word == number -> word = 0 - number; isMine = true :: else fi };
#endif
       do
       :: isMine ->
          d_step { assert(!pumping); pumping = true };
          if
          :: left -> Continue()
          :: offered < SHIFTS -> Offer(); isMine = false;
#ifndef FAULT_OFFERS_UNWATCHED
             Watched()
#endif
          :: d_step { pumping = false; runs++; isMine = false }
          fi
       :: !isMine -> break
       od
    :: true ->                  /* busy for ever with what is not ours */
endBusy: false
    od
}
#endif

active proctype Judge() {
    timeout;
    assert(begun == ITEMS && !left && pumping && !watches && !runs)
}
