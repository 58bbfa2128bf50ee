-- A stand-in for what Towpath installs: both columns, kept equal.
CREATE FUNCTION keep_equal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.display_name IS NULL THEN NEW.display_name := NEW.full_name; ELSE NEW.full_name := NEW.display_name; END IF;
    ELSIF NEW.display_name IS DISTINCT FROM OLD.display_name THEN NEW.full_name := NEW.display_name;
    ELSE NEW.display_name := NEW.full_name;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_equal BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION keep_equal();
