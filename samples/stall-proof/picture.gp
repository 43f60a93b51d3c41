# Four panels over the same time: gnuplot -e "folder='…'; picture='…'; kind='svg'" picture.gp
if (kind eq 'svg') {
  set terminal svg size 900,1000 dynamic font 'sans-serif,14' background '#ffffff'
} else {
  set terminal pngcairo size 900,1000 font 'sans-serif,11' background '#ffffff'
}
set output picture.'.'.kind

old = '#d95f02'
new = '#1b7837'
from = 2
to = 6
last = 12

set multiplot layout 4,1 margins 0.09,0.98,0.055,0.925 spacing 0.07
set xrange [0:last]
set xtics 0,1,last
set grid ytics xtics lc '#dddddd' lt 1
set border 3 lc '#888888'
set tics nomirror textcolor '#333333'
set object 1 rectangle from from,graph 0 to to,graph 1 fc '#eeeeee' fs solid noborder behind
set logscale y
set yrange [0.3:40000]
set ytics ('1 ms' 1, '10 ms' 10, '100 ms' 100, '1 s' 1000, '10 s' 10000)
unset key

# What has not ended by the end of the watch has taken at least so long; it is drawn hollow.
ended(row, took) = row == 1 ? took : NaN
open(row, took) = row == 0 ? took : NaN

# The legend, above all panels.
legend = 'set label %d "%s" at screen %.2f,0.98 left point pt %d ps 0.9 lc rgb "%s" offset 0.8,0'
eval sprintf(legend, 11, 'System.Net.Dns', 0.09, 7, old)
eval sprintf(legend, 12, 'GetXByY', 0.28, 7, new)
eval sprintf(legend, 13, 'hollow: had not ended when the watch was over', 0.40, 6, old)
set label 3 'Requests to other names, a new connection each: what each took' at graph 0,1.1 left
plot folder.'/system.answered' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb old, \
     folder.'/system.answered' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb old, \
     folder.'/getxbyy.answered' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb new, \
     folder.'/getxbyy.answered' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb new
do for [i = 11:13] { unset label i }

set label 3 'Requests over a connection that is there already, without a look-up: what each took' at graph 0,1.1 left
plot folder.'/system.kept' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb old, \
     folder.'/system.kept' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb old, \
     folder.'/getxbyy.kept' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb new, \
     folder.'/getxbyy.kept' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb new

set label 3 'Requests to silent names, whose token fires after 200 ms: when each ended' at graph 0,1.1 left
set arrow 1 from 0,200 to last,200 nohead dt 2 lc '#888888'
set label 2 '200 ms' at 0.1,330 left textcolor '#666666'
plot folder.'/system.silent' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb old, \
     folder.'/system.silent' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb old, \
     folder.'/getxbyy.silent' using 1:(ended($3,$2)) with points pt 7 ps 0.45 lc rgb new, \
     folder.'/getxbyy.silent' using 1:(open($3,$2)) with points pt 6 ps 0.6 lc rgb new
unset arrow 1
unset label 2

unset logscale y
set yrange [0:*]
set ytics auto
set xlabel 'seconds; a point stands where its request began; grey: 10 requests a second to silent names' offset 0,0.5
set label 3 'Threads of the process' at graph 0,1.1 left
plot folder.'/system.threads' using 1:2 with steps lw 2 lc rgb old, \
     folder.'/getxbyy.threads' using 1:2 with steps lw 2 lc rgb new
unset multiplot
