/** Malayalam of the order chat, in Malayalam and in Latin letters. One line a meaning: `tag: words`. */
export const ml = `
num 1: onnu, oru, onn, ഒന്ന്, ഒരു
num 2: randu, rand, രണ്ട്, rantu
num 3: moonnu, moonu, munnu, മൂന്ന്
num 4: naalu, nalu, naal, നാല്
num 5: anchu, anju, anch, അഞ്ച്
num 6: aaru, ആറ്
num 7: ezhu, ഏഴ്
num 8: ettu, എട്ട്
num 9: ombathu, onpathu, ഒമ്പത്
num 10: pathu, patthu, പത്ത്
num 12: panthrandu, pantrandu, പന്ത്രണ്ട്
num 15: pathinanchu, pathinanju, പതിനഞ്ച്
num 20: irupathu, irupath, ഇരുപത്
num 25: irupathanchu, irupathiyanchu, ഇരുപത്തഞ്ച്
num 30: muppathu, muppath, മുപ്പത്
num 40: naalpathu, nalpathu, നാല്പത്
num 50: ambathu, anpathu, അമ്പത്
num 60: arupathu, അറുപത്
num 70: ezhupathu, എഴുപത്
num 80: enpathu, എൺപത്
num 90: thonnooru, തൊണ്ണൂറ്
num 100: nooru, noor, നൂറ്
num 1.5: onnara, ഒന്നര
num 2.5: randara, രണ്ടര
times 1000: aayiram, ayiram, ആയിരം
times 12: dazan, ഡസൻ
half: ara, അര, pakuthi, പകുതി
ordinal 1: aadyathe, aadyam, ആദ്യത്തെ
ordinal 2: randamathe, രണ്ടാമത്തെ
and: um, pinne, koode, koodathe, പിന്നെ, കൂടെ, കൂടാതെ, pinneyum
but: pakshe, പക്ഷേ
or: allenkil, അല്ലെങ്കിൽ, alle
not: alla, illa, അല്ല, ഇല്ല
instead: pakaram, pakram, പകരം
less: kurachu, kurakku, kuravu, കുറച്ച്, കുറവ്
more: kooduthal, koode, കൂടുതൽ, koottu, koottanam
add: cherkku, cherkkuka, cherthekku, add cheyyu, add cheyyanam, add cheyyuka, kootti, ചേർക്കുക, ചേർക്കൂ, add cheyy
remove: venda, vendaa, വേണ്ട, ozhivakku, ozhivakkuka, mattu, മാറ്റുക
cancel: cancel cheyyu, cancel cheyyuka, cancel cheyyanam, cancel aakku, cancel, റദ്ദാക്കുക, cancel cheyy, cancel cheytho
all: ellam, muzhuvan, എല്ലാം, മുഴുവൻ
set: aakku, aakkuka, aakanam, aakkanam, aaki, mattuka, cheyyu, cheyyuka, ആക്കുക, ആക്കൂ, aakkikko
verb: venam, vendi, vendum, ayakku, ayakkuka, ayakkanam, ayakkoo, ayakane, tharu, tharanam, tharuka, ethikkuka, ethikkanam, edukkanam, edutholu, വേണം, അയക്കുക, അയക്കൂ, തരൂ, തരണം, അയക്കണം, എത്തിക്കുക, ayachekku, ayacholu, kodukkuka, vidu, vidane
double: iratti, double, ഇരട്ടി
repeat: athe, athu pole, pole, same, veendum, അതേ, പോലെ, വീണ്ടും, athupole
last: kazhinja, kazhinjatha, avasanathe, innalathe, കഴിഞ്ഞ, അവസാനത്തെ, ഇന്നലത്തെ, kazhinja thavana, munpathe
usual: sthiram, sadharana, pathivu, pathivu pole, eppozhum, സ്ഥിരം, പതിവ്, പതിവു പോലെ, സാധാരണ, pathivupole, sadharanapole
order: order, saadhanam, sadhanam, ഓർഡർ, സാധനം
rest: baakki, bakki, ബാക്കി
question: enthu, entha, ethra, eppol, eppo, evide, engane, ഏത്ര, എന്ത്, എത്ര, എപ്പോൾ, എവിടെ, undo, parayamo, ariyamo
avail: undo, kittumo, ഉണ്ടോ, കിട്ടുമോ, stock undo
price: vila, rate, വില, റേറ്റ്
discount: kizhivu, discount, കിഴിവ്
complaint: kedayi, kedaya, pottiya, potti, pottipoyi, thirichu, parathi, കേടായി, പൊട്ടി, പരാതി, leak, thirichedukkanam, kittiyilla, kuravanu
payment: paisa, panam, cash, adachu, പണം, പൈസ, ayachittundu, transfer cheythu, account
talk: aasamsakal, ആശംസകൾ, leave
approve: sammatham, സമ്മതം, approve cheythu
yes: athe, sheri, seri, ശരി, അതെ, mathi, aanu
no: alla, venda, അല്ല, വേണ്ട
end: athra mathi, mathi, athre ullu, athreyullu, അത്ര മതി, മതി, kazhinju, ithrem mathi, itre ullu
sorry: sorry, kshamikkanam, thetti, ക്ഷമിക്കണം, തെറ്റി
condition: undenkil, ഉണ്ടെങ്കിൽ
big: valiya, valuthu, വലിയ, വലുത്
small: cheriya, cheruthu, ചെറിയ, ചെറുത്
wala: ulla, tharam, type
before: mumbu, munpu, മുമ്പ്
until: vare, akam, വരെ
dest: il, ilekku, lekku, ലേക്ക്, vechu, nu
place: kada, kadayil, കട, godown
day 0: innu, inn, ഇന്ന്
day 1: naale, nale, നാളെ, naaleykk, nalekku, naalekku
day 2: mattannaal, mattannal, മറ്റന്നാൾ
day -1: innale, ഇന്നലെ
weekday 0: njayar, njayarazhcha, njayaraazhcha, ഞായർ, ഞായറാഴ്ച
weekday 1: thinkal, thinkalazhcha, thingal, തിങ്കൾ, തിങ്കളാഴ്ച
weekday 2: chovva, chovvazhcha, chowwa, ചൊവ്വ, ചൊവ്വാഴ്ച
weekday 3: budhan, budhanazhcha, ബുധൻ, ബുധനാഴ്ച
weekday 4: vyazham, vyazhazhcha, vyaazham, വ്യാഴം, വ്യാഴാഴ്ച
weekday 5: velli, velliyazhcha, വെള്ളി, വെള്ളിയാഴ്ച
weekday 6: shani, shaniyazhcha, ശനി, ശനിയാഴ്ച
dateword: thiyathi, തീയതി
daytime: raavile, ravile, vaikunneram, vaikittu, uchakku, rathri, രാവിലെ, വൈകുന്നേരം, വൈകിട്ട്
clock: mani, manikku, മണി, മണിക്ക്
festival: onam, vishu, ഓണം, വിഷു
reason: kalyanam, കല്യാണം, paripadi, project
urgent: vegam, pettannu, വേഗം, udane
person: aanu, samsarikkunnu
greet: namaskaram, chetta, chettan, ikka, ikkaa, sir, sare, nanni, നമസ്കാരം, ചേട്ടാ, നന്ദി, mone, cheta, saar
ambiguous: ara, aaru, naal, anch
filler: enikku, njangalkku, njangalude, ente, ithu, athu, aa, ee, oru, mathram, maathram, kurachu, onnu, എനിക്ക്, ഞങ്ങൾക്ക്, ഇത്, അത്, മാത്രം, ulla, ente, anu, aanu, oke, ok, kooti, ippo, ippol, ethra, ketto, sitil, siteil, siteilekku, shopilekku
`;
