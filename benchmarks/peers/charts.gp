# The charts of docs/performance.md: gnuplot -e "folder='…'; target='docs/performance'; kind='svg'" charts.gp
# Their background is their own, so they can be read on a dark page, too. The colours differ in lightness, the points in shape.
ours = '#1b7837'; ours2 = '#5aae61'; ours3 = '#00441b'; theirs = '#d95f02'
cares = '#2166ac'; adns = '#7b3294'; unbound = '#8c510a'; dnsperf = '#c51b7d'; bound = '#555555'
terminal_of = kind eq 'svg' ? "set terminal svg size 900,%d dynamic font 'sans-serif,15' background '#ffffff'" \
                            : "set terminal pngcairo size 900,%d font 'sans-serif,12' background '#ffffff'"
file(subject) = folder.'/'.family.'.'.subject
is_there(subject) = system("test -s '".file(subject)."' && echo 1 || echo 0") + 0
set grid ytics lc '#dddddd' lt 1
set border 3 lc '#888888'
set tics nomirror textcolor '#333333'

# ---- names a second against outstanding look-ups, a panel for each family ----
eval sprintf(terminal_of, 960)
set output target.'-throughput.'.kind
set multiplot layout 2,1 margins 0.10,0.785,0.07,0.95 spacing 0.12
set logscale x
set xrange [0.8:130000]
set yrange [0:*]
set xtics ('1' 1, '10' 10, '100' 100, '1,000' 1000, '10,000' 10000, '100,000' 100000)
set format y '%.0f'
set ylabel 'thousand names a second' textcolor '#333333'
set key at graph 1.02,0.98 left top reverse Left spacing 1.25 samplen 2 textcolor '#333333'
subjects = 'limit limit-gso getxbyy-handle getxbyy-unordered getxbyy-winsock getxbyy-await getxbyy-await-in-place c-ares adns dnsperf glibc-threads system-net-dns libunbound'
titles = "'limit (C)' 'limit, with GSO' 'handles' '… not in order' 'WinSock' 'await' 'await, in place' 'c-ares' 'adns' 'dnsperf' 'getaddrinfo' 'System.Net.Dns' 'libunbound'"
colours = bound.' '.bound.' '.ours3.' '.ours3.' '.ours2.' '.ours.' '.ours.' '.cares.' '.adns.' '.dnsperf.' '.theirs.' '.theirs.' '.unbound
points = '1 2 7 6 9 5 12 10 4 15 3 13 8'
dashes = '2 3 1 2 1 1 2 1 1 1 2 1 1'
title_of(i) = system(sprintf("set -- %s; shift %d; printf %%s \"$1\"", titles, i - 1))
do for [panel = 1:2] {
  family = panel == 1 ? 'A' : 'A+AAAA'
  set title (panel == 1 ? 'A records: one question a name' : 'A and AAAA records: two questions a name') textcolor '#333333' offset 0,-0.5
  if (panel == 2) { set xlabel 'look-ups outstanding' textcolor '#333333' offset 0,0.3 }
  shown = ''
  do for [i = 1:words(subjects)] { if (is_there(word(subjects, i))) { shown = shown.i.' ' } }
  plot for [w in shown] file(word(subjects, w + 0)) using 1:($2/1000) with linespoints lw 2.2 ps 0.9 \
    pt int(word(points, w + 0)) dt int(word(dashes, w + 0)) lc rgb word(colours, w + 0) title title_of(w + 0)
}
unset multiplot

# ---- processor time of one name ----
reset
eval sprintf(terminal_of, 520)
set output target.'-cpu.'.kind
stats folder.'/cpu' using 2 nooutput
set border 1 lc '#888888'
set tics nomirror textcolor '#333333'
set grid xtics lc '#dddddd' lt 1
set margins 22,6,3.5,2
set style fill solid noborder
set xrange [0:STATS_max * 1.12]
set yrange [-0.6:STATS_records - 0.4]
set ytics scale 0 noenhanced
unset key
set xlabel 'microseconds of processor time for a name, A records, 1,000 outstanding' textcolor '#333333'
colour(name) = name eq 'handles' || name eq 'WinSock' || name[1:5] eq 'await' ? 0x1b7837 : name[1:5] eq 'limit' ? 0x888888 : 0x2166ac
plot folder.'/cpu' using 2:0:(0):2:($0-0.36):($0+0.36):(colour(strcol(1))):ytic(1) with boxxyerror lc rgb variable, \
     '' using 2:0:(sprintf('%.1f', $2)) with labels left offset 0.6,0 textcolor '#333333'
