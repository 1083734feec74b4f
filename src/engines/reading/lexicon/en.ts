/** English words of an order chat. One line a meaning: `tag: words`; see README.md. */
export const en = `
num 0: zero, nil
num 1: one
num 2: two, couple of
num 3: three
num 4: four
num 5: five
num 6: six
num 7: seven
num 8: eight
num 9: nine
num 10: ten
num 11: eleven
num 12: twelve
num 13: thirteen
num 14: fourteen
num 15: fifteen
num 16: sixteen
num 17: seventeen
num 18: eighteen
num 19: nineteen
num 20: twenty
num 30: thirty
num 40: forty, fourty
num 50: fifty
num 60: sixty
num 70: seventy
num 80: eighty
num 90: ninety
times 100: hundred
times 1000: thousand
times 100000: lakh, lac
times 12: dozen, dozens, doz, dz, dzn
times 144: gross
half: half
num 0.75: three quarter, three quarters, three fourth, three fourths
ordinal 1: first, 1st one, top one
ordinal 2: second
ordinal 3: third
ordinal 4: fourth
ordinal 5: fifth
ordinal -1: last one
and: and, plus, also, n
or: or
but: but, however, except that
lead: need, needs, send, supply, arrange, want, wants, require, book, order, reduce, add, make, change, deliver, following, process, dispatch, despatch, include, increase, raise the order for, place an order for, please send, kindly send, requirement for, order for
not: not, no, dont, don't, do not, without, except, minus
instead: instead, in place, in lieu, rather than, replace, replacing
less: less, reduce by, fewer
more: more, extra, additional, increase by
add: add, include, plus, also add, also send
remove: drop, remove, delete, skip, leave out, take out, omit, without, minus, not required, not needed, dont need, don't need, dont want
cancel: cancel, cancelled, canceled, call off, scrap the order, withdraw, cancel karo
all: all, everything, whole, entire, full order
set: make, change, update, revise, increase, reduce, decrease, modify, amend, correct, should be, make it
to: to
from: from
double: double, twice
triple: triple, thrice
repeat: same, repeat, same as, same order, as before, again, reorder, re-order
last: last, previous, earlier, yesterday's, yesterdays, prior, past
usual: usual, regular, standard, routine, standing, normal order, daily order, the usual
order: order, orders, po, purchase order, indent, requirement
rest: rest, remaining, balance items, others
question: how much, how many, what, when, which, why, where, whats, what's, can you, could you, do you, do u, is there, any idea, may i know, let me know, tell me, status, eta, is it possible
avail: available, in stock, stock, availability, have you
place: sites, shops, stores, branches, outlets, locations, warehouses, site, shop, store, branch, outlet, location, warehouse, godown, depot
price: how much, whats the rate, price, rate, cost, prices, rates, quote, quotation, mrp, pricing, best price, price list
quote: quote, quotation, rfq, enquiry, inquiry, rate for, price for, rates for, prices for, estimate, kindly quote, please quote
discount: discount, scheme, offer, off, rebate, cheaper, concession
complaint: damaged, damage, broken, leaking, leaked, leak, sour, spoiled, spoilt, expired, expiry, rotten, complaint, complain, short supply, short received, received only, shortage, wrong item, wrong items, defective, defect, bad quality, quality issue, smell, fungus, torn, crushed, refusing, replacement needed, credit note, return, returned, rusted, rusty, cracked, crack, bent, not working, plastic piece, serious issue, thrown, unacceptable, missing in, not received, late again, didnt receive, did not receive, without cooling, failed
payment: paid, payment, payments, neft, rtgs, imps, upi, utr, cheque, check no, transferred, transfer, deposited, invoice copy, statement, ledger, outstanding, receipt, tds, remittance, swift, balance confirmation, credit limit, gst 2a, account statement, due amount, bank, reconcile, overdue, statement of account
talk: vacation, portal, wrong number, holiday, greetings, congratulations, eid mubarak, happy diwali, merry christmas, happy new year
future: if i take, if we take, if i buy, would take, might need, thinking of, planning to, may order, will order, will confirm, will let you know, will tell
approve: approved, approve, accepted, accept, agreed, we accept, we confirm, confirmed, go ahead, proceed, okay to proceed
yes: yes, yeah, yep, ok, okay, k, sure, correct, right, fine, done deal, yup, confirm, confirmed, go ahead
no: no, nope, nah, wrong, incorrect
end: that's all, thats all, that is all, thats it, that's it, done, nothing else, over, that will be all, only this much
sorry: sorry, oops, correction, i mean, i meant, typo, mistake, wait, actually, hold on, scratch that
if: if, incase, in case
condition: if you have, if available, if in stock, if it has come, if possible, if you have it
each: each, every, per shop, apiece
both: both, all three, all stores, all shops
big: big, bigger, large, larger, jumbo, family, bulk
small: small, smaller, mini, little, tiny
medium: medium, mid, middle
wala: type, one, ones, wali, variety, kind
deliver: deliver, delivery, send, dispatch, despatch, ship, supply, drop at, unload, bring, at site
dest: to, at, for, in, on
before: before, prior to
until: on or before, on before, by or before, by, latest by, latest, no later than, not later than, till, until, within
day 0: today, tonight, right now
day 1: tomorrow, tomorrows, tomorow, tmrw, tmr, tom, tomm, 2moro, 2morrow, tmw, next day
day 2: day after tomorrow, the day after tomorrow, overmorrow, day after
day -1: yesterday
weekday 0: sunday, sun
weekday 1: monday, mon
weekday 2: tuesday, tue, tues
weekday 3: wednesday, wed, weds
weekday 4: thursday, thu, thur, thurs
weekday 5: friday, fri
weekday 6: saturday, sat
month 1: january, jan
month 2: february, feb
month 3: march, mar
month 4: april, apr
month 5: may
month 6: june, jun
month 7: july, jul
month 8: august, aug
month 9: september, sep, sept
month 10: october, oct
month 11: november, nov
month 12: december, dec
next: next, coming, this coming
this: this
week: week
daytime: morning, evening, afternoon, noon, night, midnight, early, first thing, late, eod, cob, positively, latest
clock: am, pm, o'clock, oclock, hrs, a.m, p.m
festival: diwali, deepavali, eid, ramadan, ramzan, holi, onam, pongal, christmas, xmas, navratri, ganpati, dussehra, puja, new year, hajj
reason: wedding, marriage, function, party, event, banquet, project, festival, special, reception, tender, shutdown, feast, banquets, season, exhibition, inauguration, conference, camp, catering, site work
urgent: urgent, urgently, asap, immediately, jaldi
wedding: wedding on, function on, party on, marriage on, event on, meeting on
person: here, speaking, this side, from, on behalf
greet: hi, hello, hey, dear, good morning, good afternoon, good evening, good day, gm, greetings, namaste, namaskar, salam, salaam, regards, thanks, thank you, thankyou, thx, ty, cheers, welcome, sir, madam, maam, ma'am, team, boss, bro, brother, bhai, friend, uncle, sirji, mate, best, warm, sincerely, yours
filler: quality, good quality, good, best, original, genuine, along, along with, branded, proper, nice, brand new, strictly, as usual quality, standard, std
filler: please, pls, plz, plse, kindly, need, needs, needed, want, wants, require, required, requires, requirement, send, sending, order, book, arrange, supply, process, provide, give, me, us, we, i, my, our, you, your, the, a, an, of, for, to, in, on, at, is, are, be, will, would, shall, can, could, should, it, this, that, these, those, with, by, from, as, per, qty, quantity, nos of, item, items, following, below, above, list, new, get, have, has, do, so, just, only, more, too, as well, again, then, now, today's, todays, ji, sir, like, put, keep, let, there, here, am, im, i'm, was, were, been, some, few, goods, material, stock, store, please find, as under, as below, delivery, deliver, dispatch, make, tell, see, under, mentioned, immediately, each, time, if, possible, thanks, note, our side, required qty, ship, also, and, looking, running low, low, finished, khatam, out of, place, placing, would like, like to, confirm, enough, around, about, approx, approximately, total, ready, such, all, total qty, ordering, take, us the, sales, team, line, next, running, quickly, soon, fast, needful, do the needful, kind, truck, vehicle, tempo, transport, lr, copy, mail, own, remarks, ref, reference, attn, subject, sub, fwd, fw, re, regarding, wise, store wise, also please, loading, rate, as per, pack, urgent, urgently, asap
count: qty, quantity, qnty, quan
header: sr, sno, s.no, sl, item, items, description, desc, particulars, product, products, qty, quantity, unit, uom, units, code, material, no, ctn, ctns, pcs, nos, remarks, rate, size, amount, price, name, pack, hsn
sku: sku, code, item code, material code, material no, part no, art no, article, item no, product code
ponum: po, p.o, p.o., po no, po number, purchase order, order no, our ref, po ref, lpo, l.p.o, lpo no
dearest: doc
refer: as per, against, with reference, according, accepted, attached, your quote, your quotation
codeprefix: pn, sdr, sch, schedule, dn, nb, od, class, cl, grade, gr, ip, awg, swg, series, type no, size no
command: ignore, disregard, override, system prompt, previous instructions, all rules, rules, admin, administrator, developer mode, jailbreak, you are now, act as, prompt, instructions, drop table, select from, execute, sudo
address: street, road, address, lane, phone, mobile, gstin, gst, trn, vat, fax, tel, email, www
`;
