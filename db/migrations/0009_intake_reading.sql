-- What makes the reader a company's own: how sure it may be, what became of its lines, the company's words.

-- Rises with every change of an item: customers, prices and credit change all day and concern no reader.
create table intake.catalogue_version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 1
);
insert into intake.catalogue_version default values;

-- One row a fitting. The newest kept row has the model; the newest row has the threshold.
create table intake.reading_model (
  company text not null,
  version integer not null,
  trained_at timestamptz not null,
  catalogue_version bigint not null,
  kept boolean not null,
  -- first, not_worse, worse, too_few_judged, failed
  reason text not null,
  threshold double precision not null,
  report jsonb not null,
  -- null: the fitting gave none
  model jsonb,
  primary key (company, version)
);

-- Each line that the reader decided, with what it stood on and what it came to.
create table intake.reading_outcome (
  conversation_id uuid not null references intake.conversation,
  line_id text not null,
  order_id uuid not null,
  company text not null,
  customer text,
  words text not null,
  -- as decided
  decision text not null,
  sku text,
  quantity_milli bigint,
  uom text,
  p double precision not null,
  via text not null,
  vetoes jsonb not null,
  features jsonb,
  -- words that the reader could not explain by the item
  unexplained jsonb not null,
  model_version integer not null,
  decided_at timestamptz not null,
  -- as accepted
  settled_at timestamptz,
  final_sku text,
  -- right, wrong, withdrawn; null: nobody has judged it
  verdict text,
  -- answer, desk, seen, audit
  judged_by text,
  -- drawn for the audit, so that its verdict counts for the rate
  sampled boolean not null default false,
  primary key (conversation_id, line_id)
);
create index reading_outcome_by_time on intake.reading_outcome (company, decided_at desc);
create index reading_outcome_sampled on intake.reading_outcome (company, decided_at desc) where sampled;
create index reading_outcome_by_order on intake.reading_outcome (order_id);

-- A line that was booked unasked and that a clerk shall look at.
create table intake.reading_audit (
  id uuid primary key,
  company text not null,
  conversation_id uuid not null,
  line_id text not null,
  order_id uuid not null,
  created_at timestamptz not null,
  verdict text,
  sku text,
  note text not null default '',
  answered_at timestamptz,
  answered_by text,
  unique (conversation_id, line_id),
  foreign key (conversation_id, line_id) references intake.reading_outcome
);
create index reading_audit_due on intake.reading_audit (company, created_at) where verdict is null;

-- The company's own words, every version of them; the newest counts.
create table intake.word_list (
  company text not null,
  version integer not null,
  fillers jsonb not null,
  same_thing jsonb not null,
  units jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (company, version)
);

-- Words that the reader would add if somebody says yes.
create table intake.word_proposal (
  id uuid primary key,
  company text not null,
  kind text not null,
  words jsonb not null,
  seen integer not null,
  customers integer not null,
  example text not null,
  -- open, accepted, dismissed
  state text not null default 'open',
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  unique (company, kind, words)
);

-- What a language model chose among our candidates for a line that would be asked, and whether the line came to that.
create table intake.llm_advice (
  conversation_id uuid not null references intake.conversation,
  line_id text not null,
  prompt_hash text not null,
  company text not null,
  provider text not null,
  model text not null,
  asked_at timestamptz not null,
  -- answered, refused (by our validation), failed
  state text not null,
  problem text,
  choice text,
  answer text,
  -- the item that was accepted in the end
  final_sku text,
  primary key (conversation_id, line_id, prompt_hash)
);
create index llm_advice_judged on intake.llm_advice (company, asked_at desc) where final_sku is not null;
