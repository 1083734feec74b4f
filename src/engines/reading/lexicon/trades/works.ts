/** Pipes, fittings, valves, fasteners, electrical goods, tools, paints, building and packing. One group of equal words a line. */
export const works = `
pipe, pipes, paip, paipe, nali wala, पाइप, पाईप, પાઇપ, குழாய், பைப், kuzhai, പൈപ്പ്, paip, انبوب, أنابيب, انابيب, ماسورة, مواسير, بايب, بيب, baib, beeb, bayb, masoora, mawaseer, anboob, پائپ
elbow, ells, ell, el, bend elbow, elbo, albo, kohni, कोहनी, एल्बो, એલ્બો, எல்போ, എൽബോ, كوع, اكواع, أكواع, koo3, ko3, kou3, کہنی, kua, koa3, kuu3
bend, bends, long bend, बेंड, બેન્ડ, انحناء, بند, bnd
tee, tees, t joint, t-joint, teee, टी, ટી, டீ, ടീ, تي, تيه, حرف تي, tii, تی, t fitting
coupler, coupling, couplings, socket, sockets, kapling, coupler socket, कपलर, सॉकेट, કપલર, சாக்கெட், കപ്ലർ, جلبة, جلب, وصلة, وصلات, كبلنق, كوبلنج, مقرن, jalba, jelba, jalbe, wasla, kapler
reducer, reducers, reducing, redusar, रिड्यूसर, રિડ્યુસર, ரெட்யூசர், മുഖ്യ, نقاصة, نقاصات, مسلوب, مصغر, reduser, naqqasa, nqasa, riducer, radusar
union, unions, yunion, यूनियन, યુનિયન, يونيون, اتحاد, شد وصل, yonyon, شدوصل, لاكور, shad wasel
nipple, nipples, nipal, निपल, નિપલ, نبل, نيبل, nibel
plug, plugs, end plug, dat, طبات, طبه, प्लग, طبة, سدادة, tabba, plag
end cap, cap, caps, dhakkan, endcap, ढक्कन, कैप, ઢાંકણ, மூடி, moodi, അടപ്പ്, غطاء, غطا, كاب, ghata, kab, kap, ٹوپی
flange, flanges, flanj, flenj, फ्लैंज, ફ્લેન્જ, فلنجة, فلنجه, فلنجات, فلانج, فلنشة, flanja, flanjah, fllanja, falanj
gasket, gaskets, gaskit, गैस्केट, ગાસ્કેટ, جوان, جوانات, جاسكت, حشية, joan, jawan, gaskeet, vasher rubber
valve, valves, valv, wal, walve, वाल्व, વાલ્વ, வால்வ், വാൽവ്, محبس, محابس, صمام, صمامات, بلف, بلوف, فالف, mahbas, ma7bas, m7abs, balf, bulf, sammam, والو, wal
ball valve, bal valve, bol valve, محبس كروي, بلف كرة, بول فالف, محبس بلية, ball valv, kurawi, كرة, كروي
gate valve, get valve, محبس بوابة, بوابة, جيت فالف, gate, محبس سكينة, geet
globe valve, globe, قلوب, كروية
butterfly valve, butterfly, bfv, titli, فراشة, محبس فراشة, farasha
check valve, non return valve, nrv, non-return, مانع رجوع, عدم رجوع, عدم الرجوع, check, تشيك, رداد, radad, raddad, laraj3, محبس عدم رجوع, nrv valve, swing check
foot valve, فوت فالف
float valve, عوامة, 3awama, float
strainer, y strainer, filter, y-strainer, chhanni, مصفاة, فلتر, مصفى, misfat, musaffa
tap, faucet, bib cock, bibcock, nal, nalka, cock, टोंटी, नल, નળ, குழாய் டேப், ടാപ്പ്, حنفية, حنفيه, 7anafiya, hanafiya, صنبور, bib tap
clamp, clamps, klamp, saddle clamp, क्लैंप, क्लॅम्प, ક્લેમ્પ, கிளாம்ப், ക്ലാമ്പ്, كلامب, كلبس, مشبك, قفيز, قفيزات, كليب, kalabs, klambs, kalamb, afeez, qafeez, clip, clips
saddle, saddles, sadle, सैडल, سرج, سادل
adapter, adaptor, adaptors, adapters, अडैप्टर, ادابتر, محول, أدابتر
bush, bushing, bushes, बुश, بوش, بوشة, bosh
hose, hoses, hoz, होज़, لي, خرطوم, خراطيم, هوز, khartoom, 5artoom, lay
tape, teflon tape, thread seal tape, ptfe tape, seal tape, teflon, tafln, टेप, तेफ्लॉन, ટેપ, டேப், ടേപ്പ്, تيب, شريط, تفلون, شريط تفلون, teflon, taflon, tiflon, ptfe
solvent, solvent cement, cement solvent, solution, glue, gum, adhesive, solyution, सॉल्वेंट, સોલ્યુશન, ഗം, غراء, صمغ, غرا, لاصق, ghara, ghira, gera, lasiq, samagh
bolt, bolts, bolat, bolts nut, جوايط, جويط, جاويط, مسمار قلاووظ, برغى, बोल्ट, બોલ્ટ, போல்ட், ബോൾട്ട്, برغي, براغي, بولت, مسمار بولت, صامولة بولت, burghi, baraghi, borghi, bolt, بولتات, بلت, بلتات
nut, nuts, नट, નટ, நட், നട്ട്, صامولة, صواميل, صمولة, نت, samoola, sawameel, samula, نٹ
washer, washers, vasher, vaisar, vaysar, वाशर, વાયસર, વૉશર, வாஷர், വാഷർ, وردة, ورد حديد, وردات, واشر, واشرات, warda, wardat, washar, wardah, رنديلة
screw, screws, peech, pech, iskru, skru, पेच, स्क्रू, સ્ક્રૂ, திருகு, സ്ക്രൂ, سكرو, برغي سكرو, اسكرو, بريمة, skroo, iskroo
self drilling screw, sds screw, tek screw, self drilling, self tapping
nail, nails, keel, kila, keela, khila, कील, खिळा, ખીલી, ஆணி, aani, ആണി, aani, مسمار, مسامير, mismar, masameer, mesmar, کیل
rivet, rivets, rivit, रिवेट, برشام, برشامة, bersham
anchor, anchors, anchor bolt, فيشر, خابور, خوابير, fisher, fischer, wall plug, wallplug, gitti, गिट्टी, fastener anchor, rawl bolt, rawlbolt, رول بولت, انكر, أنكر, مرساة, ankar, anker, expansion bolt, rawal bolt, rawal
stud, studs, threaded rod, thread rod, allthread, all thread, stud bolt, chudi rod, قضيب مسنن, عمود مسنن, ستد, سيخ مسنن, ثريد رود, thread bar, threded rod, chaddi rod, thread roud
hook, hooks, hukk, هوك, خطاف
chain, chains, zanjeer, saankal, चेन, سلسلة, jinzeer, جنزير
wire rope, rope, rassi, dori, रस्सी, दोरी, દોરડું, கயிறு, kayiru, കയർ, kayar, حبل, حبال, 7abl
bearing, bearings, bering, बेयरिंग, बेअरिंग, બેરિંગ, பேரிங், ബെയറിംഗ്, رولمان, بيرنج, رمان, رمان بلي, roman bely, rulman
seal, seals, oil seal, o ring, oring, o-ring, सील, اورنج, صوفة, أورنج
belt, belts, v belt, v-belt, patta, बेल्ट, पट्टा, سير, سيور, sair, seer
sheet, sheets, plate, plates, chadar, chaddar, चादर, पत्रा, શીટ, تختة, لوح, صاج, صفيحة, saj, sfee7
angle, angles, angal, एंगल, زاوية, زوايا, zawya, انجل
channel, channels, c channel, चैनल, مجرى, قناة, channal, شانل
beam, girder, بيم
rod, rods, bar, bars, sariya, sariyaa, saria, tmt, saliya, सरिया, सळई, સળિયા, கம்பி, kambi, കമ്പി, حديد, سيخ, اسياخ, seekh, حديد تسليح, hadeed, 7adid
wire, wires, tar, taar, vayar, तार, वायर, વાયર, தாર், வயர், വയർ, سلك, اسلاك, أسلاك, واير, selk, wayer, waayar
cable, cables, kebal, kable, केबल, કેબલ, கேபிள், കേബിൾ, كيبل, كابل, كابلات, keebal, kaibel
conduit, conduits, kanduit, electrical pipe, electric pipe, بايب كهرباء, مواسير كهربا, kahraba pipe, pipe kahraba, कंड्यूट, કંડ્યુટ, മുഖം, كوندويت, مواسير كهرباء, كندوت, قصبة كهرباء, kondwit, kandwet, pipe conduit, bijli pipe, كونديت
junction box, jn box, junction, jb, j box, जंक्शन, صندوق توصيل, علبة توصيل, جنكشن
switch, switches, svich, स्विच, સ્વિચ, சுவிட்ச், സ്വിച്ച്, مفتاح, سويتش, mofta7, suitch
mcb, breaker, circuit breaker, قاطع, بريكر, qate3
lamp, bulb, balb, led bulb, बल्ब, બલ્બ, பல்பு, ബൾബ്, لمبة, لمبات, lamba, lmba
tube light, tubelight, tube, ट्यूब, ટ્યુબ, ട്യൂബ്, نيون, neon
fan, pankha, पंखा, પંખો, மின்விசிறி, ഫാൻ, مروحة, marwaha
battery, bettary, सेल, बैटरी, بطارية, battariya
motor, motar, मोटर, મોટર, മോട്ടോർ, ماطور, موتور, mator
pump, pamp, पंप, પંપ, പമ്പ്, مضخة, طرمبة, tromba, madakha
tank, tanki, टंकी, टाकी, ટાંકી, ടാങ്ക്, خزان, تانكي, tanki, khazan
meter, مقياس
gauge, gej, गेज, جيج, عداد
copper, tamba, tambe, taamba, ताँबा, तांबा, तांबे, તાંબુ, செம்பு, ചെമ്പ്, chembu, نحاس احمر, نحاس, nu7as, nahas, cu, na7as
brass, pital, peetal, पीतल, पितळ, પિત્તળ, பித்தளை, pithalai, പിച്ചള, pichala, نحاس اصفر, برنز, براص, brass, baras
steel, ispat, stil, स्टील, સ્ટીલ, எஃகு, സ്റ്റീൽ, حديد صلب, ستيل, صلب, steel, istil
stainless steel, stainless, ss, s.s, inox, stenless, ستانلس, ستانلس ستيل, ستيل, stanles, stanlis, استيل
iron, loha, lokhand, cast iron, ci, c.i, लोहा, लोखंड, લોખંડ, இரும்பு, irumbu, ഇരുമ്പ്, irumbu, حديد, hadid, 7adeed
ductile iron, di, ductile, دكتايل
mild steel, ms, m.s, carbon steel, cs pipe, black steel, حديد اسود, كربون ستيل
galvanised, galvanized, gi, g.i, galvanised iron, galvanized iron, galv, zinc coated, zinc plated, zinc, zn, hdg, hot dip, jasti, jasta, जस्ती, گی, مجلفن, مغلفن, قلفنايز, galfanaiz, جلفنايز, mglfn, mojalfan, زنك
aluminium, aluminum, alu, एल्यूमीनियम, अॅल्युमिनियम, المنيوم, ألمنيوم, alaminyom
plastic, plastik, प्लास्टिक, પ્લાસ્ટિક, بلاستيك
rubber, rabar, rabad, रबर, रबड़, રબર, ரப்பர், റബ്ബർ, مطاط, ربل, kawtchook, كاوتش
pvc, upvc, u-pvc, pvc-u, u pvc, पीवीसी, પીવીસી, பிவிசி, പിവിസി, بي في سي, بيفيسي, بلاستيك pvc
cpvc, c-pvc, c pvc, सीपीवीसी, સીપીવીસી, സി പി വി സി, سي بي في سي
ppr, pp-r, ppr pipe, पीपीआर, بي بي ار, بي بي آر, حراري, 7arari
hdpe, hd pe, pe100, pe, pehd, hdpe pipe, एचडीपीई, એચડીપીઈ, اتش دي بي, بولي ايثيلين, poly pipe, بولي
pex, بيكس
hex, hexagon, hexagonal, hex head, سداسي, مسدس, sudasi, msaddas
allen, socket head, alan, shcs, الن, آلن, أللن
countersunk, csk, c.s.k, مخوش
spring washer, spring, lock washer, سبرنق, زنبرك, سوستة, sosta, isprin
nylock, nyloc, nylon lock, lock nut, locknut, نايلوك, نيلوك
male, mta, external thread, m thread, ذكر, dhakar, zakar, bahri chudi
female, fta, internal thread, f thread, انثى, أنثى, ontha, nar madi
threaded, thread, screwed, chudi, chudi wala, مسنن, سن, قلاووظ, مقلوظ, seen, msanan
equal, ekval, eql, متساوي, سادة, equal tee
reducing tee, red tee, rtee
slip on, slipon, so flange
weld neck, weldneck, wn, weldnack
blind flange, blind, بلايند, اعمى, أعمى
electrical tape, insulation tape, pvc tape, insulating tape, تيب كهرباء, شريط كهرباء, شريط عازل, bijli tape, tape bijli, black tape
insulation, insulated, insulating, عزل, عازل, 3azl
paint, pent, rang, peint, पेंट, रंग, રંગ, பெயிண்ட், പെയിന്റ്, دهان, صبغ, صبغة, dehan, bohya, بوية, sobgh
primer, praimar, प्राइमर, برايمر, اساس
enamel, inamel, इनेमल, اينامل
emulsion, imalshan, इमल्शन, املشن
distemper, डिस्टेंपर
putty, putti, पुट्टी, معجون
thinner, thinar, tarpin, थिनर, تنر, tiner
varnish, polish, varnis, वार्निश, ورنيش
brush, brash, ब्रश, بروش, فرشاة, fersha
roller, rollar, رولة
sandpaper, emery paper, emery, regmal, ورق صنفرة, صنفرة, sanfara
hacksaw, hacksaw blade, منشار, مناشير
drill, drill bit, bit, ड्रिल, برمة, بريمة دريل, ريشة, risha
cutter, cutting wheel, cutting disc, grinding wheel, disc, wheel cutter, دسك, قرص قطع, ديسك, disk, حجر قص
welding rod, electrode, electrodes, welding, elektrod, वेल्डिंग रॉड, سيخ لحام, اسياخ لحام, لحام, الكترود, la7am
cement, siment, simant, सीमेंट, सिमेंट, સિમેન્ટ, சிமெண்ட், സിമന്റ്, اسمنت, سمنت, asmant, ismant
sand, ret, reti, baalu, रेत, वाळू, રેતી, மணல், മണൽ, رمل, raml
brick, bricks, eent, int, eet, ईंट, वीट, ઈંટ, செங்கல், ഇഷ്ടിക, طابوق, طوب, tabooq
block, blocks, بلوك, بلك
tile, tiles, tails, टाइल, लादी, ટાઇલ, டைல்ஸ், ടൈൽ, بلاط, سيراميك, blat
plywood, ply, plai, प्लाई, પ્લાય, പ്ലൈവുഡ്, خشب, بليوود, ابلكاش
gypsum, drywall, جبس, جبسم
glove, gloves, dastana, दस्ताने, قفازات, قفاز, جوانتي, qoffaz
helmet, हेलमेट, خوذة, khotha
shoes, safety shoes, joote, जूते, حذاء, احذية
carton box, corrugated box, gatta, गत्ता, كرتون فاضي
film, stretch film, stretch wrap, स्ट्रेच, ستريتش, رول تغليف, نايلون تغليف
thread, dhaga, धागा, દોરો, நூல், نخيط, خيط, khait, yarn, soot
cloth, fabric, kapda, kapada, कपड़ा, कापड, કાપડ, துணி, തുണി, قماش, qmash, gmash
cotton, suti, kapas, रुई, सूती, કપાસ, பருத்தி, പരുത്തി, قطن, goton, qotn
towel, tauliya, तौलिया, टॉवेल, منشفة, فوطة
tablet, tablets, tab, tabs, goli, goliyan, टैबलेट, गोली, ગોળી, மாத்திரை, ഗുളിക, حبوب, اقراص, قرص, 7boob
capsule, capsules, cap capsule, कैप्सूल, كبسول, كبسولات
syrup medicine, syp, cough syrup, शरबत दवा, شراب طبي
injection, inj, vial, इंजेक्शन, حقنة, ابرة
ointment, cream tube, मलहम, مرهم
bandage, patti bandage, पट्टी, ضمادة, شاش
fertiliser, fertilizer, khad, khaad, खाद, खत, ખાતર, உரம், വളം, سماد, samad
seed, seeds, beej, biyane, बीज, बियाणे, બિયારણ, விதை, വിത്ത്, بذور, bzoor
pesticide, insecticide, dawa, keetnashak, कीटनाशक, औषध, مبيد
paper, kagaz, kagad, कागज, कागद, કાગળ, காகிதம், കടലാസ്, ورق, waraq
notebook, copy, kapi, vahi, कॉपी, वही, નોટબુક, நோட்டு, دفتر, دفاتر, daftar
pen, pens, kalam, पेन, पेंसिल, قلم, اقلام, galam
tyre, tire, tyres, टायर, ટાયર, டயர், ടയർ, تاير, كفر, اطارات
lubricant, grease, gris, greez, ग्रीस, ग्रीज, ગ્રીસ, شحم, sha7m
engine oil, motor oil, injan oil, इंजन ऑयल, زيت محرك, زيت مكينة
coolant, كولنت, ماء راديتر
sleeve, sleeves, سليف, كم
support, bracket, brackets, سبورت, حامل, دعامة
manhole, manhole cover, غطاء منهول, منهول
trap, floor trap, p trap, s trap, gully, ptrap, تراب, جاليتراب, فلور تراب, سيفون, sefon
drain, drainage, swr, soil, صرف, درين, swr pipe, sarf
column, column pipe
casing, casing pipe, كيسنج
`;
