/** What we say to customers, by language. `{name}` is filled in; a language without an entry falls back to English. */

export interface ReplyTexts {
  readonly confirmed: string;
  readonly total: string;
  readonly delivery: string;
  readonly wrong: string;
  readonly question: string;
  readonly item: string;
  readonly notHad: string;
  readonly quantity: string;
  readonly unit: string;
  readonly date: string;
  readonly shipTo: string;
  readonly discontinued: string;
  readonly repeat: string;
  readonly reference: string;
  readonly answerByNumber: string;
  readonly yes: string;
  readonly no: string;
  readonly whoAreYou: string;
  readonly checking: string;
  readonly accounts: string;
  readonly passedOn: string;
  readonly closedDuplicate: string;
  readonly withdrawn: string;
  readonly orderChanged: string;
  readonly orderCancelled: string;
  readonly lineChanged: string;
  readonly lineAdded: string;
  readonly lineGone: string;
  readonly dayChanged: string;
  readonly changeChecking: string;
  readonly changeNotMade: string;
  readonly weMustChange: string;
  readonly agree: string;
  readonly units: Readonly<Record<string, string>>;
}

const en: ReplyTexts = {
  confirmed: '✓ Order {number} is booked.',
  total: 'Total {amount} before tax',
  delivery: 'Delivery: {date}',
  wrong: 'Anything wrong? Just reply here.',
  question: 'One thing before we book your order:',
  item: '“{words}”, which one?',
  notHad: '“{words}”: we could not find this item. Which one do you mean?',
  quantity: '“{words}”: how many?',
  unit: '“{words}”: in which unit?',
  date: 'For which day?',
  shipTo: 'Deliver to which address?',
  discontinued: '“{words}” is no longer made. Take this instead?',
  repeat: 'You already have order {words} with the same items. Is this one more?',
  reference: 'Which order do you mean?',
  answerByNumber: 'Please answer with the number.',
  yes: 'Yes',
  no: 'No',
  whoAreYou: 'Thank you for your message. We do not know this number yet: which firm is this for? Please send the firm’s name and GSTIN/VAT number.',
  checking: 'We have your order. Our desk is checking it and will confirm here.',
  accounts: 'We have your order. It is waiting for our accounts team; we will confirm here.',
  passedOn: 'Thank you, we have passed this on to our team.',
  closedDuplicate: 'Fine: nothing more is booked. Order {words} stands as it is.',
  withdrawn: 'Done: the order is withdrawn, nothing is booked.',
  orderChanged: '✓ Order {number} is changed:',
  orderCancelled: '✓ Order {number} is cancelled, all of it.',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} taken out',
  dayChanged: 'Delivery: {after} instead of {before}',
  changeChecking: 'We have your change. Our desk is checking it and will confirm here.',
  changeNotMade: 'Order {words} stands as it was.',
  weMustChange: 'We would have to change your order {number}:',
  agree: 'Is that all right?',
  units: { CAR: 'carton', PC: 'pcs', BAG: 'bag', DOZ: 'dozen', PAK: 'packet', KG: 'kg', BOX: 'box' },
};

const hiLatn: ReplyTexts = {
  ...en,
  confirmed: '✓ Order {number} book ho gaya.',
  total: 'Total {amount} (tax alag)',
  delivery: 'Delivery: {date}',
  wrong: 'Kuch galat ho to yahin reply karein.',
  question: 'Order book karne se pehle ek baat batayein:',
  item: '“{words}”, kaunsa?',
  notHad: '“{words}”: yeh item nahi mila. Kaunsa chahiye?',
  quantity: '“{words}”: kitna?',
  unit: '“{words}”: kis unit mein?',
  date: 'Kis din ke liye?',
  shipTo: 'Kis address par bhejein?',
  discontinued: '“{words}” ab nahi banta. Iski jagah yeh chalega?',
  repeat: 'Inhi items ka order {words} pehle se hai. Kya yeh ek aur order hai?',
  reference: 'Kaunsa order?',
  answerByNumber: 'Number likh kar jawab dein.',
  yes: 'Haan',
  no: 'Nahi',
  whoAreYou: 'Message ke liye dhanyavaad. Yeh number hamare paas nahi hai: kis firm ke liye order hai? Firm ka naam aur GSTIN bhejein.',
  checking: 'Aapka order mil gaya. Desk check karke yahin confirm karega.',
  accounts: 'Aapka order mil gaya. Accounts team ke paas hai; confirm hote hi yahin batayenge.',
  passedOn: 'Dhanyavaad, humne yeh team ko bata diya hai.',
  closedDuplicate: 'Theek hai: aur kuch book nahi kiya. Order {words} waisa hi hai.',
  withdrawn: 'Ho gaya: order wapas le liya, kuch book nahi hua.',
  orderChanged: '✓ Order {number} badal diya:',
  orderCancelled: '✓ Order {number} poora cancel ho gaya.',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} hata diya',
  dayChanged: 'Delivery: {before} ki jagah {after}',
  changeChecking: 'Aapka badlaav mil gaya. Desk check karke yahin confirm karega.',
  changeNotMade: 'Order {words} pehle jaisa hi hai.',
  weMustChange: 'Aapke order {number} mein yeh badalna padega:',
  agree: 'Kya yeh theek hai?',
  units: { CAR: 'peti', PC: 'pcs', BAG: 'bori', DOZ: 'darjan', PAK: 'packet', KG: 'kg', BOX: 'box' },
};

const hi: ReplyTexts = {
  confirmed: '✓ ऑर्डर {number} बुक हो गया।',
  total: 'कुल {amount} (टैक्स अलग)',
  delivery: 'डिलीवरी: {date}',
  wrong: 'कुछ गलत हो तो यहीं जवाब दें।',
  question: 'ऑर्डर बुक करने से पहले एक बात बताएँ:',
  item: '“{words}”, कौन-सा?',
  notHad: '“{words}”: यह आइटम नहीं मिला। कौन-सा चाहिए?',
  quantity: '“{words}”: कितना?',
  unit: '“{words}”: किस यूनिट में?',
  date: 'किस दिन के लिए?',
  shipTo: 'किस पते पर भेजें?',
  discontinued: '“{words}” अब नहीं बनता। इसकी जगह यह चलेगा?',
  repeat: 'इन्हीं आइटम का ऑर्डर {words} पहले से है। क्या यह एक और ऑर्डर है?',
  reference: 'कौन-सा ऑर्डर?',
  answerByNumber: 'नंबर लिखकर जवाब दें।',
  yes: 'हाँ',
  no: 'नहीं',
  whoAreYou: 'संदेश के लिए धन्यवाद। यह नंबर हमारे पास नहीं है: ऑर्डर किस फर्म के लिए है? कृपया फर्म का नाम और GSTIN भेजें।',
  checking: 'आपका ऑर्डर मिल गया। हमारा डेस्क जाँचकर यहीं पुष्टि करेगा।',
  accounts: 'आपका ऑर्डर मिल गया। यह अकाउंट्स टीम के पास है; पुष्टि यहीं करेंगे।',
  passedOn: 'धन्यवाद, हमने यह अपनी टीम को बता दिया है।',
  closedDuplicate: 'ठीक है: और कुछ बुक नहीं किया। ऑर्डर {words} वैसा ही है।',
  withdrawn: 'हो गया: ऑर्डर वापस ले लिया, कुछ बुक नहीं हुआ।',
  orderChanged: '✓ ऑर्डर {number} बदल दिया गया:',
  orderCancelled: '✓ ऑर्डर {number} पूरा रद्द हो गया।',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} हटा दिया',
  dayChanged: 'डिलीवरी: {before} की जगह {after}',
  changeChecking: 'आपका बदलाव मिल गया। हमारा डेस्क जाँचकर यहीं पुष्टि करेगा।',
  changeNotMade: 'ऑर्डर {words} पहले जैसा ही है।',
  weMustChange: 'आपके ऑर्डर {number} में यह बदलना पड़ेगा:',
  agree: 'क्या यह ठीक है?',
  units: { CAR: 'पेटी', PC: 'नग', BAG: 'बोरी', DOZ: 'दर्जन', PAK: 'पैकेट', KG: 'किग्रा', BOX: 'डिब्बा' },
};

const mr: ReplyTexts = {
  ...hi,
  confirmed: '✓ ऑर्डर {number} बुक झाली.',
  total: 'एकूण {amount} (कर वेगळा)',
  delivery: 'डिलिव्हरी: {date}',
  wrong: 'काही चूक असल्यास इथेच उत्तर द्या.',
  question: 'ऑर्डर बुक करण्याआधी एक गोष्ट सांगा:',
  item: '“{words}”, कोणते?',
  notHad: '“{words}”: हा माल सापडला नाही. कोणता हवा?',
  quantity: '“{words}”: किती?',
  unit: '“{words}”: कोणत्या युनिटमध्ये?',
  date: 'कोणत्या दिवसासाठी?',
  shipTo: 'कोणत्या पत्त्यावर पाठवू?',
  discontinued: '“{words}” आता बनत नाही. त्याऐवजी हे चालेल?',
  repeat: 'याच मालाची ऑर्डर {words} आधीच आहे. ही आणखी एक ऑर्डर आहे का?',
  reference: 'कोणती ऑर्डर?',
  answerByNumber: 'क्रमांक लिहून उत्तर द्या.',
  yes: 'हो',
  no: 'नाही',
  whoAreYou: 'संदेशाबद्दल धन्यवाद. हा नंबर आमच्याकडे नाही: ऑर्डर कोणत्या फर्मसाठी आहे? फर्मचे नाव आणि GSTIN पाठवा.',
  checking: 'तुमची ऑर्डर मिळाली. आमचे डेस्क तपासून इथेच कळवेल.',
  accounts: 'तुमची ऑर्डर मिळाली. ती अकाउंट्सकडे आहे; इथेच कळवू.',
  passedOn: 'धन्यवाद, आम्ही हे आमच्या टीमला कळवले आहे.',
  closedDuplicate: 'ठीक आहे: आणखी काही बुक केले नाही. ऑर्डर {words} तशीच आहे.',
  withdrawn: 'झाले: ऑर्डर मागे घेतली, काही बुक झाले नाही.',
  orderChanged: '✓ ऑर्डर {number} बदलली:',
  orderCancelled: '✓ ऑर्डर {number} पूर्ण रद्द झाली.',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} काढले',
  dayChanged: 'डिलिव्हरी: {before} ऐवजी {after}',
  changeChecking: 'तुमचा बदल मिळाला. आमचे डेस्क तपासून इथेच कळवेल.',
  changeNotMade: 'ऑर्डर {words} पूर्वीसारखीच आहे.',
  weMustChange: 'तुमच्या ऑर्डर {number} मध्ये हे बदलावे लागेल:',
  agree: 'हे चालेल का?',
};

const gu: ReplyTexts = {
  ...en,
  confirmed: '✓ ઓર્ડર {number} બુક થયો.',
  total: 'કુલ {amount} (ટેક્સ અલગ)',
  delivery: 'ડિલિવરી: {date}',
  wrong: 'કંઈ ખોટું હોય તો અહીં જ જવાબ આપો.',
  question: 'ઓર્ડર બુક કરતાં પહેલાં એક વાત જણાવો:',
  item: '“{words}”, કયું?',
  notHad: '“{words}”: આ માલ મળ્યો નહીં. કયો જોઈએ?',
  quantity: '“{words}”: કેટલું?',
  unit: '“{words}”: કયા એકમમાં?',
  date: 'કયા દિવસ માટે?',
  shipTo: 'કયા સરનામે મોકલીએ?',
  discontinued: '“{words}” હવે બનતું નથી. તેના બદલે આ ચાલશે?',
  repeat: 'આ જ માલનો ઓર્ડર {words} પહેલેથી છે. આ બીજો ઓર્ડર છે?',
  reference: 'કયો ઓર્ડર?',
  answerByNumber: 'નંબર લખીને જવાબ આપો.',
  yes: 'હા',
  no: 'ના',
  whoAreYou: 'સંદેશ માટે આભાર. આ નંબર અમારી પાસે નથી: ઓર્ડર કઈ પેઢી માટે છે? પેઢીનું નામ અને GSTIN મોકલો.',
  checking: 'તમારો ઓર્ડર મળ્યો. અમારું ડેસ્ક તપાસીને અહીં જ જણાવશે.',
  accounts: 'તમારો ઓર્ડર મળ્યો. તે એકાઉન્ટ્સ પાસે છે; અહીં જ જણાવીશું.',
  passedOn: 'આભાર, અમે આ અમારી ટીમને જણાવ્યું છે.',
  closedDuplicate: 'બરાબર: બીજું કંઈ બુક કર્યું નથી. ઓર્ડર {words} એમ જ છે.',
  withdrawn: 'થઈ ગયું: ઓર્ડર પાછો ખેંચ્યો, કંઈ બુક થયું નથી.',
  orderChanged: '✓ ઓર્ડર {number} બદલ્યો:',
  orderCancelled: '✓ ઓર્ડર {number} આખો રદ થયો.',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} કાઢ્યું',
  dayChanged: 'ડિલિવરી: {before} ને બદલે {after}',
  changeChecking: 'તમારો ફેરફાર મળ્યો. અમારું ડેસ્ક તપાસીને અહીં જ જણાવશે.',
  changeNotMade: 'ઓર્ડર {words} પહેલાં જેવો જ છે.',
  weMustChange: 'તમારા ઓર્ડર {number} માં આ બદલવું પડશે:',
  agree: 'શું આ બરાબર છે?',
  units: { ...en.units, CAR: 'પેટી', PC: 'નંગ', BAG: 'બોરી', DOZ: 'ડઝન', PAK: 'પેકેટ' },
};

const ta: ReplyTexts = {
  ...en,
  confirmed: '✓ ஆர்டர் {number} பதிவானது.',
  total: 'மொத்தம் {amount} (வரி தனி)',
  delivery: 'டெலிவரி: {date}',
  wrong: 'ஏதேனும் தவறு இருந்தால் இங்கேயே பதில் அனுப்பவும்.',
  question: 'ஆர்டரைப் பதிவு செய்யும் முன் ஒரு கேள்வி:',
  item: '“{words}”, எது?',
  notHad: '“{words}”: இந்தப் பொருள் கிடைக்கவில்லை. எது வேண்டும்?',
  quantity: '“{words}”: எத்தனை?',
  unit: '“{words}”: எந்த அளவில்?',
  date: 'எந்த நாளுக்கு?',
  shipTo: 'எந்த முகவரிக்கு?',
  discontinued: '“{words}” இப்போது தயாரிப்பதில்லை. இதற்குப் பதில் இது போதுமா?',
  repeat: 'இதே பொருட்களுக்கு ஆர்டர் {words} ஏற்கனவே உள்ளது. இது இன்னொரு ஆர்டரா?',
  reference: 'எந்த ஆர்டர்?',
  answerByNumber: 'எண்ணை எழுதிப் பதில் அனுப்பவும்.',
  yes: 'ஆம்',
  no: 'இல்லை',
  whoAreYou: 'செய்திக்கு நன்றி. இந்த எண் எங்களிடம் இல்லை: எந்த நிறுவனத்திற்கான ஆர்டர்? நிறுவனத்தின் பெயரும் GSTIN எண்ணும் அனுப்பவும்.',
  checking: 'உங்கள் ஆர்டர் கிடைத்தது. சரிபார்த்து இங்கேயே உறுதி செய்வோம்.',
  accounts: 'உங்கள் ஆர்டர் கிடைத்தது. கணக்குப் பிரிவில் உள்ளது; இங்கேயே உறுதி செய்வோம்.',
  passedOn: 'நன்றி, எங்கள் குழுவிடம் தெரிவித்துவிட்டோம்.',
  closedDuplicate: 'சரி: வேறெதுவும் பதிவு செய்யவில்லை. ஆர்டர் {words} அப்படியே உள்ளது.',
  withdrawn: 'முடிந்தது: ஆர்டர் திரும்பப் பெறப்பட்டது, எதுவும் பதிவாகவில்லை.',
  orderChanged: '✓ ஆர்டர் {number} மாற்றப்பட்டது:',
  orderCancelled: '✓ ஆர்டர் {number} முழுவதும் ரத்து செய்யப்பட்டது.',
  lineChanged: '• {item}: {before} → {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} நீக்கப்பட்டது',
  dayChanged: 'டெலிவரி: {before} பதிலாக {after}',
  changeChecking: 'உங்கள் மாற்றம் கிடைத்தது. எங்கள் குழு சரிபார்த்து இங்கேயே உறுதி செய்யும்.',
  changeNotMade: 'ஆர்டர் {words} முன்பு இருந்தபடியே உள்ளது.',
  weMustChange: 'உங்கள் ஆர்டர் {number}-ல் இதை மாற்ற வேண்டும்:',
  agree: 'இது சரியா?',
  units: { ...en.units, CAR: 'பெட்டி', PC: 'எண்', BAG: 'மூட்டை', DOZ: 'டஜன்', PAK: 'பாக்கெட்' },
};

const ar: ReplyTexts = {
  confirmed: '✓ تم تسجيل الطلب رقم {number}.',
  total: 'الإجمالي {amount} قبل الضريبة',
  delivery: 'التسليم: {date}',
  wrong: 'هل هناك خطأ؟ أجبنا هنا.',
  question: 'سؤال واحد قبل تسجيل طلبكم:',
  item: '«{words}»، أيّ صنف تقصدون؟',
  notHad: '«{words}»: لم نجد هذا الصنف. أيّ صنف تقصدون؟',
  quantity: '«{words}»: كم الكمية؟',
  unit: '«{words}»: بأي وحدة؟',
  date: 'لأي يوم؟',
  shipTo: 'إلى أي عنوان؟',
  discontinued: '«{words}» لم يعد يُنتج. هل يناسبكم هذا بدلاً منه؟',
  repeat: 'لديكم الطلب {words} بنفس الأصناف. هل هذا طلب إضافي؟',
  reference: 'أي طلب تقصدون؟',
  answerByNumber: 'يرجى الرد بالرقم.',
  yes: 'نعم',
  no: 'لا',
  whoAreYou: 'شكراً لرسالتكم. هذا الرقم غير معروف لدينا: لأي منشأة هذا الطلب؟ يرجى إرسال اسم المنشأة والرقم الضريبي.',
  checking: 'استلمنا طلبكم. يقوم مكتب الطلبات بمراجعته وسنؤكده هنا.',
  accounts: 'استلمنا طلبكم. الطلب بانتظار قسم الحسابات وسنؤكده هنا.',
  passedOn: 'شكراً، نقلنا رسالتكم إلى فريقنا.',
  closedDuplicate: 'حسناً: لم نسجل شيئاً إضافياً. الطلب {words} باقٍ كما هو.',
  withdrawn: 'تم: سُحب الطلب ولم يُسجَّل شيء.',
  orderChanged: '✓ تم تعديل الطلب {number}:',
  orderCancelled: '✓ أُلغي الطلب {number} بالكامل.',
  lineChanged: '• {item}: من {before} إلى {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: حُذف {before}',
  dayChanged: 'التسليم: {after} بدلاً من {before}',
  changeChecking: 'وصلنا تعديلك. فريقنا يراجعه وسيؤكد لك هنا.',
  changeNotMade: 'الطلب {words} باقٍ كما كان.',
  weMustChange: 'نحتاج إلى تعديل طلبك {number}:',
  agree: 'هل يناسبك ذلك؟',
  units: { CAR: 'كرتون', PC: 'حبة', BAG: 'كيس', DOZ: 'درزن', PAK: 'باكيت', KG: 'كجم', BOX: 'علبة' },
};

const ur: ReplyTexts = {
  ...en,
  confirmed: '✓ آرڈر {number} درج ہو گیا۔',
  total: 'کل {amount} (ٹیکس الگ)',
  delivery: 'ڈیلیوری: {date}',
  wrong: 'کچھ غلط ہو تو یہیں جواب دیں۔',
  question: 'آرڈر درج کرنے سے پہلے ایک بات بتائیں:',
  item: '“{words}”، کون سا؟',
  notHad: '“{words}”: یہ چیز نہیں ملی۔ کون سی چاہیے؟',
  quantity: '“{words}”: کتنا؟',
  unit: '“{words}”: کس یونٹ میں؟',
  date: 'کس دن کے لیے؟',
  shipTo: 'کس پتے پر بھیجیں؟',
  discontinued: '“{words}” اب نہیں بنتا۔ اس کی جگہ یہ چلے گا؟',
  repeat: 'انہی چیزوں کا آرڈر {words} پہلے سے ہے۔ کیا یہ ایک اور آرڈر ہے؟',
  reference: 'کون سا آرڈر؟',
  answerByNumber: 'نمبر لکھ کر جواب دیں۔',
  yes: 'ہاں',
  no: 'نہیں',
  whoAreYou: 'پیغام کا شکریہ۔ یہ نمبر ہمارے پاس نہیں ہے: آرڈر کس فرم کے لیے ہے؟ فرم کا نام اور ٹیکس نمبر بھیجیں۔',
  checking: 'آپ کا آرڈر مل گیا۔ ہمارا ڈیسک جانچ کر یہیں تصدیق کرے گا۔',
  accounts: 'آپ کا آرڈر مل گیا۔ اکاؤنٹس کے پاس ہے؛ تصدیق یہیں کریں گے۔',
  passedOn: 'شکریہ، ہم نے یہ اپنی ٹیم کو بتا دیا ہے۔',
  closedDuplicate: 'ٹھیک ہے: مزید کچھ درج نہیں کیا۔ آرڈر {words} ویسا ہی ہے۔',
  withdrawn: 'ہو گیا: آرڈر واپس لے لیا، کچھ درج نہیں ہوا۔',
  orderChanged: '✓ آرڈر {number} بدل دیا گیا:',
  orderCancelled: '✓ آرڈر {number} پورا منسوخ ہو گیا۔',
  lineChanged: '• {item}: {before} سے {after}',
  lineAdded: '+ {item}: {after}',
  lineGone: '− {item}: {before} نکال دیا',
  dayChanged: 'ڈیلیوری: {before} کی جگہ {after}',
  changeChecking: 'آپ کی تبدیلی مل گئی۔ ہمارا ڈیسک جانچ کر یہیں تصدیق کرے گا۔',
  changeNotMade: 'آرڈر {words} پہلے جیسا ہی ہے۔',
  weMustChange: 'آپ کے آرڈر {number} میں یہ بدلنا ہوگا:',
  agree: 'کیا یہ ٹھیک ہے؟',
  units: { ...en.units, CAR: 'پیٹی', PC: 'عدد', BAG: 'بوری', DOZ: 'درجن', PAK: 'پیکٹ' },
};

/** Languages in which we answer. `hi-Latn` is Hindi in Latin letters, as most of India types it. */
export const replyTexts: Readonly<Record<string, ReplyTexts>> = { en, 'hi-Latn': hiLatn, hi, mr, gu, ta, ar, ur };

/** The texts of a language: itself, its base language (`ar-Latn` → `ar`), or English. */
export const textsFor = (language: string): ReplyTexts => replyTexts[language] ?? replyTexts[language.split('-')[0] ?? 'en'] ?? en;
