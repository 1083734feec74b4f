/** What we say to colleagues who are asked to decide, by language. `{name}` is filled in; a language without an entry falls back to English. */
export interface CaseTexts {
  readonly asks: string;
  readonly reminder: string;
  readonly line: string;
  readonly margin: string;
  readonly given: string;
  readonly deadline: string;
  readonly noDeadline: string;
  readonly open: string;
  readonly words: string;
  readonly belowCost: string;
  readonly approve: string;
  readonly decline: string;
  readonly more: string;
  readonly decided: string;
  readonly agreed: string;
  readonly notTaken: string;
  readonly late: string;
  readonly used: string;
  readonly changed: string;
}

const en: CaseTexts = {
  asks: '{number}: {who} asks for a decision on {subject} ({customer}).',
  reminder: 'Reminder.',
  line: '{quantity} {uom} {sku} at {price}, {discount} % off list',
  margin: 'margin {margin} %',
  given: 'Given away against list: {amount}',
  deadline: 'Decide by {deadline}.',
  noDeadline: 'no deadline',
  open: 'All facts, and every choice: {link}',
  words: 'An answer in words decides nothing.',
  belowCost: 'Below cost: this can only be approved at the desk, with a reason.',
  approve: 'Approve once',
  decline: 'Decline',
  more: '… and {count} more lines',
  decided: '{number}: your decision is recorded.',
  agreed: '{number}: your agreement is recorded. One more person must agree.',
  notTaken: 'This button decided nothing. Please open the newest link, or the desk.',
  late: 'Too late: the time to decide is over. Nothing was approved.',
  used: 'You have decided by this message already.',
  changed: 'The request has changed since this message. Please look at the newest one.',
};

const hi: CaseTexts = {
  asks: '{number}: {who} को {subject} ({customer}) पर निर्णय चाहिए।',
  reminder: 'याद दिलाना।',
  line: '{quantity} {uom} {sku}, भाव {price}, सूची से {discount} % कम',
  margin: 'मार्जिन {margin} %',
  given: 'सूची भाव से दी गई छूट: {amount}',
  deadline: '{deadline} तक निर्णय लें।',
  noDeadline: 'कोई समय सीमा नहीं',
  open: 'सभी तथ्य और विकल्प: {link}',
  words: 'शब्दों में दिया गया उत्तर निर्णय नहीं माना जाता।',
  belowCost: 'लागत से नीचे: इसकी मंज़ूरी केवल डेस्क पर, कारण के साथ दी जा सकती है।',
  approve: 'एक बार मंज़ूर',
  decline: 'नामंज़ूर',
  more: '… और {count} पंक्तियाँ',
  decided: '{number}: आपका निर्णय दर्ज हो गया है।',
  agreed: '{number}: आपकी सहमति दर्ज हो गई है। एक और व्यक्ति की सहमति चाहिए।',
  notTaken: 'इस बटन से कोई निर्णय नहीं हुआ। कृपया सबसे नया लिंक या डेस्क खोलें।',
  late: 'देर हो गई: निर्णय का समय समाप्त है। कुछ भी मंज़ूर नहीं हुआ।',
  used: 'इस संदेश से आप पहले ही निर्णय दे चुके हैं।',
  changed: 'इस संदेश के बाद अनुरोध बदल गया है। कृपया सबसे नया संदेश देखें।',
};

const ar: CaseTexts = {
  asks: '{number}: يطلب {who} قرارًا بشأن {subject} ({customer}).',
  reminder: 'تذكير.',
  line: '{quantity} {uom} {sku} بسعر {price}، أقل من القائمة بنسبة {discount} %',
  margin: 'الهامش {margin} %',
  given: 'المتنازل عنه مقارنة بسعر القائمة: {amount}',
  deadline: 'المهلة حتى {deadline}.',
  noDeadline: 'بلا مهلة',
  open: 'جميع التفاصيل وكل الخيارات: {link}',
  words: 'الرد بالكلام لا يُعد قرارًا.',
  belowCost: 'أقل من التكلفة: لا تتم الموافقة إلا من المكتب ومع ذكر السبب.',
  approve: 'موافقة لمرة واحدة',
  decline: 'رفض',
  more: '… وأسطر أخرى عددها {count}',
  decided: '{number}: سُجِّل قراركم.',
  agreed: '{number}: سُجِّلت موافقتكم. يلزم شخص آخر للموافقة.',
  notTaken: 'لم يُتخذ أي قرار بهذا الزر. يُرجى فتح أحدث رابط أو المكتب.',
  late: 'فات الأوان: انتهت مهلة القرار ولم تتم الموافقة على شيء.',
  used: 'لقد اتخذتم قراركم بهذه الرسالة من قبل.',
  changed: 'تغيّر الطلب بعد هذه الرسالة. يُرجى الاطلاع على أحدث رسالة.',
};

const texts: Readonly<Record<string, CaseTexts>> = { en, hi, ar };

/** The texts of a language, of its base, or English. */
export const caseTextsFor = (language: string): CaseTexts => texts[language] ?? texts[language.split('-')[0] ?? 'en'] ?? en;
