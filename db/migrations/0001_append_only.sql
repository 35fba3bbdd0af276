-- The ledger only grows: no line is ever changed or taken out (rule U1).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = '55000';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE ON "ledger" FOR EACH ROW EXECUTE FUNCTION refuse_change();

--> statement-breakpoint
-- The log of a text and its sealed revisions only grow.
CREATE TRIGGER document_updates_only_grow BEFORE UPDATE OR DELETE ON "document_updates" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER revisions_only_grow BEFORE UPDATE OR DELETE ON "revisions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A version of a rule set stays what it was: records are judged by it later.
CREATE TRIGGER rule_sets_only_grow BEFORE UPDATE OR DELETE ON "rule_sets" FOR EACH ROW EXECUTE FUNCTION refuse_change();
